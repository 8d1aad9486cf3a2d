package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.Patience;
import carillon.cluster.Broker;
import carillon.cluster.BrokerProgram;
import carillon.cluster.Cluster;
import carillon.doctor.Ailment;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What server-config/payara-server installs with {@code BROKER=openmq} on a deployment group of two instances, at one broker of Payara's own kind; only with
 * {@code mvn verify -Ppayara-server}.
 */
@EnabledIfSystemProperty(named = PayaraServerIT.PAYARA, matches = ".+")
class OpenMqIT {

    private static final Path BUILD = Path.of(System.getProperty("carillon.build.dir", "target")).toAbsolutePath();
    private static final Path SCRIPTS = BUILD.resolveSibling("server-config/payara-server");
    private static final String CHANNEL = "openmq";
    private static final Duration SOON = Patience.LONGEST;

    private static Cluster cluster;
    private static PayaraDomain domain;

    @BeforeAll
    static void aBrokerAndAGroupOfTwoInstances() throws Exception {
        cluster = Cluster.named("openmq").nodes(0).broker(BrokerProgram.openMq()).start();
        domain = new PayaraDomain(Path.of(System.getProperty(PayaraServerIT.PAYARA)), BUILD.resolve("it/openmq/domain")).start();
    }

    @AfterAll
    static void end() {
        if (domain != null) {
            domain.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    private static Broker broker() {
        return cluster.broker();
    }

    /** For the first test for the first time, for the others over what is there. */
    @BeforeEach
    void isInstalled() {
        Map<String, String> settings = new HashMap<>(Map.of("BROKER", "openmq", "CARILLON_NODES_EXPECTED", "2"));
        settings.put("CARILLON_BROKER_URL", broker().address().url().replace("tcp:", "mq:"));
        settings.put("CARILLON_BROKER_PASSWORD", broker().address().password());
        domain.asadmin().script(SCRIPTS.resolve("install.sh"), settings);
        bothAreReady();
    }

    private static URI uri(int n) {
        return domain.uri(n);
    }

    private static void bothAreReady() {
        for (int n = 1; n <= 2; n++) {
            URI node = uri(n);
            await(node.toString()).atMost(SOON).untilAsserted(() -> assertThat(Http.get(Uris.http(node, "health/ready")).statusCode()).isEqualTo(200));
            await(node.toString()).atMost(SOON).until(() -> Http.json(Uris.http(node, "health/node")).getJsonArray("nodes").size() == 2);
        }
    }

    private static void publish(V1Client client, String text) {
        assertThat(client.publish(CHANNEL, "\"" + text + "\"").join().getString("type")).isEqualTo("published");
    }

    private static List<String> heardBy(V1Client... clients) {
        return Arrays.stream(clients).flatMap(client -> client.publications().stream()).map(one -> one.data().replace("\"", "")).toList();
    }

    @Test
    void whatIsPublishedOnOneInstanceOrByJmsReachesBothOnceAndInOrder() throws Exception {
        try (V1Client first = V1Client.connected(uri(1), CHANNEL); V1Client second = V1Client.connected(uri(2), CHANNEL);
                JmsDoor door = JmsDoors.openMq(broker().address())) {
            List<String> texts = IntStream.range(0, 200).mapToObj(n -> "of the first " + n).toList();
            texts.forEach(text -> publish(first, text));
            publish(second, "of the second");
            door.text(CHANNEL, "by JMS");
            await().atMost(SOON).until(() -> heardBy(first).size() >= 202 && heardBy(second).size() >= 202);
            for (V1Client client : List.of(first, second)) {
                assertThat(heardBy(client)).hasSize(202).containsSubsequence(texts).contains("of the second", "by JMS");
            }
        }
    }

    @Test
    void aRestartOfTheBrokerIsAnErrorWhileItLastsAndOverAfterIt() {
        try (V1Client first = V1Client.connected(uri(1), CHANNEL); V1Client second = V1Client.connected(uri(2), CHANNEL)) {
            publish(first, "before");
            broker().kill();
            await().atMost(SOON).until(() -> Stream.of(1, 2).allMatch(n -> Http.get(Uris.http(uri(n), "health/ready")).statusCode() == 503));
            assertThat(first.publish(CHANNEL, "\"meanwhile\"").join().getString("code")).isEqualTo("unavailable");
            broker().start();
            bothAreReady();
            publish(first, "after");
            publish(second, "from the other");
            await().atMost(SOON).until(() -> heardBy(first).contains("from the other") && heardBy(second).containsAll(List.of("after", "from the other")));
            assertThat(heardBy(second)).startsWith("before").doesNotHaveDuplicates();
        } finally {
            if (!broker().isAlive()) {
                broker().start();
            }
        }
    }

    @Test
    void aClientOfAnInstanceThatIsRestartedRecoversOnTheOther() {
        try (V1Client publisher = V1Client.connected(uri(1)); V1Client before = V1Client.connected(uri(2), CHANNEL)) {
            publish(publisher, "one");
            await().until(() -> before.count() == 1);
            domain.asadmin().run("stop-instance", PayaraDomain.INSTANCES.get(1));
            before.wire().awaitClosing();
            publish(publisher, "two");
            publish(publisher, "three");
            try (V1Client after = V1Client.back(uri(1), before, CHANNEL)) {
                await().until(() -> heardBy(before, after).size() == 3);
                assertThat(heardBy(before, after)).containsExactly("one", "two", "three");
            }
        } finally {
            domain.asadmin().run("start-instance", PayaraDomain.INSTANCES.get(1));
        }
        bothAreReady();
        try (V1Client publisher = V1Client.connected(uri(1)); V1Client again = V1Client.connected(uri(2), CHANNEL)) {
            publish(publisher, "four");
            await().until(() -> heardBy(again).contains("four"));
        }
    }

    /** That nothing is said again is so with this broker, and no fault. */
    @Test
    void theDoctorFindsNothingAsItIsInstalled() {
        for (int n = 1; n <= 2; n++) {
            URI node = uri(n);
            await().during(Duration.ofSeconds(10)).atMost(SOON).until(() -> Stream.of(Ailment.NO_REPLAY.word()).toList().containsAll(findings(node)));
        }
    }

    @Test
    void brokersOfTheirOwnAreFoundAndCuredAsTheDoctorSays() throws Exception {
        for (int n = 1; n <= 2; n++) {
            giveABrokerOfItsOwn(n);
        }
        for (int n = 1; n <= 2; n++) {
            URI node = uri(n);
            await(node.toString()).atMost(SOON).ignoreExceptions().until(() -> findings(node).contains(Ailment.MISSING_NODES.word())); // it boots, and answers in HTML
            assertThat(check(node, Ailment.MISSING_NODES).getString("diagnosis")).contains("this one hears only itself");
        }
        String cure = check(uri(1), Ailment.MISSING_NODES).getJsonArray("cure").getValuesAs(JsonString.class).stream().map(JsonString::getString)
                .filter(line -> line.contains("OpenMQ")).findFirst().orElseThrow();
        for (String instance : PayaraDomain.INSTANCES) {
            domain.type(cure.replace("CONFIG", instance + "-config").replace("BROKER", "127.0.0.1").replace("7676", port()).replace("INSTANCE", instance));
        }
        bothAreReady();
        for (int n = 1; n <= 2; n++) {
            URI node = uri(n);
            await(node.toString()).atMost(SOON).until(() -> !findings(node).contains(Ailment.MISSING_NODES.word()));
        }
    }

    /** As delivered, but on loopback, and it knows the account that Carillon uses. */
    private static void giveABrokerOfItsOwn(int n) throws IOException {
        String instance = PayaraDomain.INSTANCES.get(n - 1);
        Path own = Files.createDirectories(domain.instance(n).resolve("imq/instances/" + (instance + instance).replace("-", "") + "/etc"));
        for (String file : List.of("passwd", "accesscontrol.properties")) {
            Files.copy(BUILD.resolve("it/openmq/broker/data/instances/carillon/etc").resolve(file), own.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        String service = "configs.config." + instance + "-config.jms-service.";
        domain.asadmin().run("set", service + "type=EMBEDDED", service + "jms-host.default_JMS_host.host=127.0.0.1",
                service + "jms-host.default_JMS_host.port=${JMS_PROVIDER_PORT}");
        domain.asadmin().run("stop-instance", instance);
        domain.asadmin().run("start-instance", instance);
    }

    private static String port() {
        String url = broker().address().url();
        return url.substring(url.lastIndexOf(':') + 1);
    }

    private static List<String> findings(URI node) {
        return Http.json(Uris.http(node, "health/node")).getJsonArray("findings").getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }

    private static JsonObject check(URI node, Ailment ailment) {
        return Diagnosis.check(node, ailment).orElseThrow();
    }

    @Test
    void thePasswordIsReadableNeitherInTheConfigurationNorInALog() throws Exception {
        String password = broker().address().password();
        assertThat(Files.readString(domain.configuration())).contains("carillon").doesNotContain(password);
        assertThat(domain.logs()).contains("carillon").doesNotContain(password);
    }

    @Test
    void removingGivesTheJmsServiceBack() throws Exception {
        assertThat(Files.readString(domain.configuration())).contains("type=\"REMOTE\"");
        domain.asadmin().script(SCRIPTS.resolve("remove.sh"), Map.of());
        String configuration = Files.readString(domain.configuration()).replace(BUILD.toString(), "");
        assertThat(configuration).doesNotContain("carillon").doesNotContain("REMOTE").doesNotContain("1000000");
        assertThat(domain.asadmin().run("get", "configs.config.tower-1-config.jms-service.*"))
                .contains("jms-service.type=DISABLED", "default_JMS_host.host=localhost", "default_JMS_host.port=${JMS_PROVIDER_PORT}");
        domain.asadmin().script(SCRIPTS.resolve("remove.sh"), Map.of());
    }
}
