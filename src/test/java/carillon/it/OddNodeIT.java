package carillon.it;

import static carillon.it.Diagnosis.SOON;
import static carillon.it.Diagnosis.awaitFound;
import static carillon.it.Diagnosis.awaitGone;
import static carillon.it.Diagnosis.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.cluster.Broker;
import carillon.cluster.BrokerProgram;
import carillon.cluster.Cluster;
import carillon.cluster.Directories;
import carillon.cluster.Node;
import carillon.cluster.Ports;
import carillon.doctor.Ailment;
import carillon.faults.stage.Clocks;
import carillon.faults.stage.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A node that is unlike the other, in its versions, its clock, or the broker that it speaks to, and what both say of that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OddNodeIT {

    private static final Path HOME = Directories.build().resolve("it/odd");
    private static final String ODD = "node-2";
    /** Of which a node has one at a time. */
    private static final List<Ailment> ALIKE = List.of(Ailment.ONE_WAY, Ailment.BROKER_AWAY, Ailment.STOPPED_LISTENER, Ailment.SHARED_SUBSCRIPTION);
    private static final long HOUR_S = 3_600;
    /** What a node's pool connects to, in this order; the adapter listens to that of the setting. */
    private static final String SPOKEN_TO = "CARILLON_BROKER_OUT";

    private final Installation installation = new Installation(HOME.resolve(ODD));
    private Clocks clocks;
    private Link link;
    private Cluster cluster;
    private Cluster elsewhere;
    private Node even;
    private Node odd;

    @BeforeAll
    void start() throws IOException {
        int port = Ports.free();
        int otherPort = Ports.free();
        link = new Link(port);
        clocks = new Clocks(Files.createDirectories(HOME));
        Path postBoot = Files.copy(Variant.POST_BOOT, HOME.resolve("post-boot.asadmin"), StandardCopyOption.REPLACE_EXISTING);
        Variant.change(postBoot, Map.of("${MPCONFIG=carillon.broker.url:tcp://127.0.0.1:61616})?", "${MPCONFIG=carillon.broker.out})?randomize=false&"));
        BrokerProgram program = BrokerProgram.production();
        cluster = Variant.of(Cluster.named("odd").brokerPort(port).broker(program).withOfNode(n -> n == 2 ? ofOdd(otherPort) : Map.of(SPOKEN_TO, "tcp://127.0.0.1:" + port)),
                postBoot, Path.of("carillon.war"));
        elsewhere = Cluster.named("odd-elsewhere").nodes(0).brokerPort(otherPort)
                .broker(new BrokerProgram(program.main(), program.configuration(), Map.of("CARILLON_BROKER_PASSWORD", cluster.broker().address().password()))).build();
        new Installation(HOME.resolve("node-1")).asDelivered();
        installation.ofVersions("0.0.9", "6.1.8");
        clocks.set(ODD, HOUR_S);
        cluster.start();
        even = cluster.node(1);
        odd = cluster.node(2);
    }

    private Map<String, String> ofOdd(int otherPort) {
        Map<String, String> variables = new HashMap<>(Clocks.library().isPresent() ? clocks.environment(ODD) : Map.of());
        variables.put(SPOKEN_TO, "tcp://127.0.0.1:" + otherPort + ",tcp://127.0.0.1:" + link.port());
        return variables;
    }

    @AfterAll
    void stop() {
        for (Cluster one : new Cluster[] {cluster, elsewhere}) {
            if (one != null) {
                one.close();
            }
        }
        link.close();
    }

    @Test
    void speaksToAnotherBrokerThanItHears() {
        Broker other = elsewhere.broker().start();
        link.reset();
        assertThat(awaitFound(odd, Ailment.ONE_WAY).getString("diagnosis")).contains("nobody hears this node");
        await("only that, of what looks alike").atMost(SOON).until(() -> ALIKE.stream().filter(one -> check(odd, one).isPresent()).toList().equals(List.of(Ailment.ONE_WAY)));
        assertThat(odd.probe()).isEqualTo(503);
        isReady(even);
        other.kill();
        awaitGone(odd, Ailment.ONE_WAY);
        odd.awaitReady();
    }

    @Test
    void hasAClockThatIsAnHourAhead() {
        needFakeTime();
        assertThat(awaitFound(even, Ailment.CLOCK_SKEW).getString("diagnosis")).matches(".* is 3[56]\\d\\d s ahead of .*");
        assertThat(awaitFound(odd, Ailment.CLOCK_SKEW).getString("diagnosis")).matches(".* is 3[56]\\d\\d s behind .*");
        cluster.nodes().forEach(OddNodeIT::isReady);
        clocks.set(ODD, 0);
        cluster.nodes().forEach(node -> awaitGone(node, Ailment.CLOCK_SKEW));
    }

    /** Though it or the other has a warning: that takes no node out. On a machine that is busy it may not answer at once. */
    private static void isReady(Node node) {
        await(node.name()).atMost(SOON).until(() -> node.probe() == 200);
    }

    /** On CI nothing is skipped silently. */
    private static void needFakeTime() {
        boolean there = Clocks.library().isPresent();
        if (!there && "true".equals(System.getenv("CI"))) {
            fail(Clocks.HOW_TO_INSTALL);
        }
        if (!there) {
            System.out.println("Skipped: " + Clocks.HOW_TO_INSTALL);
        }
        assumeTrue(there, Clocks.HOW_TO_INSTALL);
    }

    @Test
    void runsAnotherVersionWithAnOlderClientOfTheBroker() {
        assertThat(awaitFound(even, Ailment.VERSION_SKEW).getString("diagnosis")).contains("runs version 0.0.9, this one ");
        assertThat(awaitFound(odd, Ailment.VERSION_SKEW).getString("diagnosis")).endsWith("this one 0.0.9.");
        assertThat(awaitFound(odd, Ailment.UNSAFE_BROKER).getString("diagnosis")).contains("ActiveMQ 6.1.8 ");
        assertThat(check(even, Ailment.UNSAFE_BROKER)).isEmpty();
        cluster.nodes().forEach(OddNodeIT::isReady);
        odd.stop();
        installation.asDelivered();
        odd.start().awaitReady();
        cluster.nodes().forEach(node -> awaitGone(node, Ailment.VERSION_SKEW));
        assertThat(check(odd, Ailment.UNSAFE_BROKER)).isEmpty();
    }
}
