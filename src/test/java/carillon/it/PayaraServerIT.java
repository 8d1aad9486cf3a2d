package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.cluster.ClusterException;
import carillon.doctor.Ailment;
import carillon.doctor.Cure;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What server-config/payara-server installs on a deployment group of two instances, and removes; only with {@code mvn verify -Ppayara-server}. */
@EnabledIfSystemProperty(named = PayaraServerIT.PAYARA, matches = ".+")
class PayaraServerIT {

    static final String PAYARA = "carillon.payara-server.dir";

    private static final Path BUILD = Path.of(System.getProperty("carillon.build.dir", "target")).toAbsolutePath();
    private static final Path SCRIPTS = BUILD.resolveSibling("server-config/payara-server");

    private static final List<List<String>> LISTS = List.of(List.of("list-applications", "domain"), List.of("list-connector-resources", "domain"),
            List.of("list-resource-refs", PayaraDomain.GROUP),
            List.of("list-connector-connection-pools"), List.of("list-resource-adapter-configs"), List.of("list-password-aliases"));
    private static final String PROBE = "probe";

    private static Cluster broker;
    private static PayaraDomain domain;

    @BeforeAll
    static void aBrokerAndAGroupOfTwoInstances() throws Exception {
        broker = Cluster.named("payara-server").nodes(0).start();
        domain = new PayaraDomain(Path.of(System.getProperty(PAYARA)), BUILD.resolve("it/payara-server/domain")).start();
    }

    @AfterAll
    static void end() {
        if (domain != null) {
            domain.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    /** For the first test for the first time, for the others over what is there. */
    @BeforeEach
    void isInstalled() {
        install(Map.of());
    }

    private static void install(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("CARILLON_BROKER_URL", broker.broker().address().url());
        settings.put("CARILLON_BROKER_PASSWORD", broker.broker().address().password());
        assertThat(domain.asadmin().script(SCRIPTS.resolve("install.sh"), settings)).doesNotContain(broker.broker().address().password());
        bothAreReady();
    }

    private static void bothAreReady() {
        for (int n = 1; n <= 2; n++) {
            URI ready = Uris.http(domain.uri(n), "health/ready");
            await(ready.toString()).untilAsserted(() -> assertThat(Http.get(ready).statusCode()).isEqualTo(200));
            assertThat(Http.json(ready).getString("node")).isEqualTo(PayaraDomain.INSTANCES.get(n - 1));
        }
    }

    @Test
    void whatIsPublishedOnOneInstanceOrByJmsReachesBothOnce() throws Exception {
        try (RawClient first = RawClient.open(domain.uri(1), "group"); V1Client second = V1Client.connected(domain.uri(2), "group");
                JmsDoor door = JmsDoors.open(broker)) {
            await().until(() -> publish(second, PROBE) && first.count() > 0);
            first.wire().send("by raw WebSocket");
            door.text("group", "by JMS");
            publish(second, "by v1");
            await().until(() -> heardBy(first).size() >= 3 && heardBy(second).size() >= 3);
            publish(second, "the end");
            await().until(() -> heardBy(first).contains("the end") && heardBy(second).contains("the end"));
            assertThat(heardBy(first)).containsExactlyInAnyOrder("by raw WebSocket", "by JMS", "by v1", "the end");
            assertThat(heardBy(second)).containsExactlyInAnyOrder("by raw WebSocket", "by JMS", "by v1", "the end");
        }
    }

    @Test
    void microProfileHealthSaysTheSameAsCarillons() {
        for (String name : List.of("carillon-ready", "carillon-live", "carillon-started")) {
            assertThat(Http.get(domain.uri(1).resolve("/health")).body()).contains("\"" + name + "\"").contains("\"UP\"");
        }
        assertThat(Http.get(domain.uri(1).resolve("/health/ready")).statusCode()).isEqualTo(200);
    }

    private static boolean publish(V1Client client, String text) {
        return client.publish("group", "\"" + text + "\"").join().getString("type").equals("published");
    }

    /** A raw client has no reply that says when it is subscribed, so it is probed for; what came since. */
    private static List<String> heardBy(RawClient client) {
        return client.messages().stream().filter(text -> !text.equals(PROBE)).toList();
    }

    private static List<String> heardBy(V1Client client) {
        return client.publications().stream().map(one -> one.data().replace("\"", "")).filter(text -> !text.equals(PROBE)).toList();
    }

    @Test
    void anInstanceIsBackByItselfAfterItsRestart() {
        domain.asadmin().run("restart-instance", PayaraDomain.INSTANCES.get(1));
        bothAreReady();
    }

    @Test
    void thePasswordIsReadableNeitherInTheConfigurationNorInALog() throws Exception {
        String password = broker.broker().address().password();
        assertThat(domain.asadmin().run("list-password-aliases")).contains("carillon.broker.password");
        assertThat(Files.readString(domain.configuration())).contains("carillon").doesNotContain(password);
        assertThat(domain.logs()).contains("carillon").doesNotContain(password);
    }

    /** As the doctor tells operators to type it. */
    @Test
    void theServerTakesEachLineThatTheDoctorNames() {
        List<String> lines = Stream.of(Ailment.values()).flatMap(ailment -> ailment.cures().stream()).filter(cure -> cure.server() == Cure.Server.PAYARA)
                .filter(cure -> cure.adapter() == Cure.Adapter.ANY || cure.adapter() == Cure.Adapter.ACTIVEMQ).map(Cure::line).distinct().toList();
        assertThat(lines).hasSizeGreaterThan(8);
        assertThat(lines.stream().map(PayaraServerIT::failureOf).filter(failure -> !failure.isEmpty())).isEmpty();
    }

    /** Why the server does not take a line; empty if it does. */
    private static String failureOf(String line) {
        try {
            domain.type(line.replace("TARGET", PayaraDomain.GROUP).replace("INSTANCE", PayaraDomain.INSTANCES.get(0)).replace("carillon.OWN", "carillon")
                    .replace("'failover:(tcp://BROKER:61616)?maxReconnectDelay=1000'", "failover:(" + broker.broker().address().url() + ")?maxReconnectDelay=1000")
                    .replace("carillon.war", BUILD.resolve("carillon.war").toString()).replace("activemq-rar.rar", BUILD.resolve("activemq-rar.rar").toString()));
            bothAreReady();
            return "";
        } catch (ClusterException | ConditionTimeoutException failed) {
            return line + ": " + failed.getMessage();
        }
    }

    @Test
    void removingLeavesNothingBehind() throws Exception {
        domain.asadmin().script(SCRIPTS.resolve("remove.sh"), Map.of());
        for (List<String> list : LISTS) {
            assertThat(domain.asadmin().run(list.toArray(String[]::new))).as(list.toString()).doesNotContain("carillon").doesNotContain("activemq");
        }
        String configuration = Files.readString(domain.configuration()).replace(BUILD.toString(), "");
        assertThat(configuration).doesNotContain("carillon").doesNotContain("activemq");
        assertThat(Http.get(Uris.http(domain.uri(1), "health/live")).statusCode()).isEqualTo(404);
        domain.asadmin().script(SCRIPTS.resolve("remove.sh"), Map.of());
    }
}
