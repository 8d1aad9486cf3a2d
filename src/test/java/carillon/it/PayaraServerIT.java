package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static Cluster broker;
    private static PayaraDomain domain;
    private static String untouched;

    @BeforeAll
    static void aBrokerAndAGroupOfTwoInstances() throws Exception {
        broker = Cluster.named("payara-server").nodes(0).start();
        domain = new PayaraDomain(Path.of(System.getProperty(PAYARA)), BUILD.resolve("it/payara-server/domain")).start();
        untouched = Files.readString(domain.configuration());
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
        assertThat(domain.script(SCRIPTS.resolve("install.sh"), settings)).doesNotContain(broker.broker().address().password());
        bothAreReady();
    }

    private static void bothAreReady() {
        for (int n = 1; n <= 2; n++) {
            String ready = Uris.http(domain.uri(n), "health/ready").toString();
            await(ready).atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(Http.get(java.net.URI.create(ready)).statusCode()).isEqualTo(200));
            assertThat(Http.json(java.net.URI.create(ready)).getString("node")).isEqualTo(PayaraDomain.INSTANCES.get(n - 1));
        }
    }

    @Test
    void whatIsPublishedOnOneInstanceOrByJmsReachesBothOnce() throws Exception {
        try (RawClient first = RawClient.open(domain.uri(1), "group"); V1Client second = V1Client.connected(domain.uri(2), "group");
                JmsDoor door = JmsDoors.open(broker)) {
            await().until(() -> second.publish("group", "\"probe\"").join() != null && first.count() > 0);
            int probes = first.count();
            await().until(() -> second.count() == probes);
            first.wire().send("by raw WebSocket");
            await().until(() -> second.count() == probes + 1);
            door.text("group", "by JMS");
            await().until(() -> second.count() == probes + 2 && first.count() == probes + 2);
            second.publish("group", "\"the end\"").join();
            await().until(() -> second.publications().stream().anyMatch(one -> one.data().contains("the end")));
            assertThat(second.publications()).extracting(Received::data).endsWith("\"by raw WebSocket\"", "\"by JMS\"", "\"the end\"").hasSize(probes + 3);
            await().until(() -> first.count() >= probes + 3);
            assertThat(first.messages()).endsWith("by raw WebSocket", "by JMS", "the end").hasSize(probes + 3);
        }
    }

    @Test
    void anInstanceIsBackByItselfAfterItsRestart() {
        domain.asadmin("restart-instance", PayaraDomain.INSTANCES.get(1));
        bothAreReady();
    }

    @Test
    void thePasswordIsReadableNeitherInTheConfigurationNorInALog() throws Exception {
        String password = broker.broker().address().password();
        assertThat(Files.readString(domain.configuration())).contains("carillon").doesNotContain(password);
        assertThat(domain.logs()).contains("carillon").doesNotContain(password);
    }

    @Test
    void removingLeavesNothingBehind() throws Exception {
        domain.script(SCRIPTS.resolve("remove.sh"), Map.of());
        assertThat(Files.readString(domain.configuration()).lines().filter(line -> line.contains("carillon") || line.contains("activemq")).toList())
                .as("before: " + untouched.length()).isEqualTo(List.of());
        assertThat(domain.asadmin("list-password-aliases")).doesNotContain("carillon");
        assertThat(Http.get(Uris.http(domain.uri(1), "health/live")).statusCode()).isEqualTo(404);
        domain.script(SCRIPTS.resolve("remove.sh"), Map.of());
    }
}
