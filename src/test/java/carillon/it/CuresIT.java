package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.Patience;
import carillon.cluster.Cluster;
import carillon.cluster.Directories;
import carillon.cluster.Node;
import carillon.cluster.OperatorShell;
import carillon.cluster.Stack;
import carillon.doctor.Ailment;
import carillon.doctor.Cure;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the doctor tells operators of WildFly to type, typed there. Run where the nodes are WildFly. */
@Tag("telling")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CuresIT {

    private static final Duration SOON = Patience.LONGEST;
    private static final String LISTENER = "/deployment=carillon.war/subsystem=ejb3/message-driven-bean=TopicListener";

    private Cluster cluster;
    private Node node;
    private OperatorShell shell;

    @BeforeAll
    void start() {
        cluster = Cluster.named("cures").with("CARILLON_NODES_EXPECTED", "2").start();
        node = cluster.node(1);
        shell = OperatorShell.beside(node);
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private Optional<JsonObject> check(Ailment ailment) {
        return Diagnosis.check(node, ailment);
    }

    /** What it says to type once it is found. */
    private List<String> found(Ailment ailment) {
        await(ailment.word()).atMost(SOON).until(() -> check(ailment).isPresent());
        List<String> lines = check(ailment).orElseThrow().getJsonArray("cure").getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
        assertThat(lines).containsExactlyElementsOf(lines(ailment).toList());
        return lines;
    }

    private void gone(Ailment ailment) {
        node.awaitReady();
        await("no " + ailment.word()).atMost(SOON).until(() -> check(ailment).isEmpty());
    }

    private static Cure.Adapter adapter() {
        return switch (Stack.given().broker()) {
            case ACTIVEMQ -> Cure.Adapter.ACTIVEMQ;
            case ARTEMIS -> Cure.Adapter.ARTEMIS;
            case EMBEDDED -> Cure.Adapter.EMBEDDED;
            case OPENMQ -> Cure.Adapter.OPENMQ;
        };
    }

    private static Stream<String> lines(Ailment ailment) {
        return ailment.cures().stream().filter(cure -> cure.server() == Cure.Server.WILDFLY || cure.server() == Cure.Server.ANY)
                .filter(cure -> cure.adapter() == adapter() || cure.adapter() == Cure.Adapter.ANY).map(Cure::line);
    }

    @Test
    @Order(1)
    void eachLineBringsAStoppedListenerBack() {
        for (String line : lines(Ailment.STOPPED_LISTENER).toList()) {
            shell.run("jboss-cli.sh -c '" + LISTENER + ":stop-delivery'");
            assertThat(found(Ailment.STOPPED_LISTENER)).contains(line);
            assertThat(node.probe()).isEqualTo(503);
            shell.run(line);
            gone(Ailment.STOPPED_LISTENER);
        }
    }

    @Test
    @Order(2)
    void aDescriptorAsDeliveredEndsManySessions() {
        Path wrong = Directories.build().resolve("it/cures/carillon.war");
        Variant.war(wrong, "WEB-INF/jboss-ejb3.xml", Map.of("-value>1<", "-value>10<"));
        shell.run("jboss-cli.sh -c 'deploy --force " + wrong + "'");
        found(Ailment.MANY_SESSIONS).forEach(shell::run);
        gone(Ailment.MANY_SESSIONS);
    }

    @Test
    @Order(3)
    void aNodeThatIsMissedComesBack() {
        cluster.node(2).stop();
        found(Ailment.MISSING_NODES).forEach(shell::run);
        cluster.node(2).start();
        gone(Ailment.MISSING_NODES);
    }

    static Stream<String> others() {
        return Stream.of(Ailment.values()).flatMap(CuresIT::lines).distinct().filter(line -> line.startsWith("jboss-cli.sh"))
                .filter(line -> !line.contains(":shutdown")); // which needs the server's own script
    }

    /** The last of all: some change the configuration. */
    @ParameterizedTest
    @MethodSource("others")
    @Order(4)
    void theServerTakesEachLine(String line) {
        String before = origin();
        shell.run(line.replace("carillon.OWN", "carillon"));
        if (line.contains(":reload")) {
            await("booted again").atMost(SOON.multipliedBy(4)).ignoreExceptions().until(() -> !origin().equals(before));
        }
        node.awaitReady();
    }

    /** Which changes with each boot of the application. */
    private String origin() {
        return Http.json(Uris.http(node.uri(), "health/node")).getString("origin");
    }
}
