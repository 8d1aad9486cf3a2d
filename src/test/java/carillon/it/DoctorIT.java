package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.doctor.Ailment;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Faults of a broker, an adapter and a descriptor that are planted in real nodes, and what these say of them. */
class DoctorIT {

    /** That it is within 10 s is shown with a clock set by hand ({@link carillon.DoctorTest}); here a machine may be short of processors. */
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String DESTINATION = "${MPCONFIG=carillon.topic:carillon}?consumer.retroactive=true";
    private static final String HEARD = "carillon.heard";

    private static JsonObject ready(Node node) {
        return Http.json(Uris.http(node.uri(), "health/ready"));
    }

    private static Optional<JsonObject> check(Node node, Ailment ailment) {
        return ready(node).getJsonArray("checks").getValuesAs(JsonObject.class).stream().filter(one -> one.getString("name").equals(ailment.word())).findFirst();
    }

    private static void awaitFound(Node node, Ailment ailment, Duration within) {
        await(ailment.word()).atMost(within).until(() -> check(node, ailment).isPresent());
        JsonObject check = check(node, ailment).orElseThrow();
        assertThat(check.getString("diagnosis")).isNotBlank();
        assertThat(check.getJsonArray("cure").getString(0)).isEqualTo(ailment.cures().get(0).line());
        System.out.println(check);
    }

    @Test
    void aNodeWithManySessionsWhoseTopicIsMisused() throws Exception {
        Cluster cluster = Variant.of("doctor", 1, Map.of("<max-pool-size>1<", "<max-pool-size>10<", "maxSessions</activation-config-property-name>\n            <activation-config-property-value>1<",
                "maxSessions</activation-config-property-name>\n            <activation-config-property-value>10<", "jakarta.jms.Topic<", "jakarta.jms.Queue<", DESTINATION, HEARD));
        cluster.broker().start();
        JmsBridge bridge = JmsBridge.toQueue(cluster, HEARD); // one node alone hears of a queue what it would of a topic
        try (JmsDoor jms = JmsDoors.open(cluster)) {
            Node node = cluster.node(1).start().awaitReady();
            awaitFound(node, Ailment.MANY_SESSIONS, SOON);
            assertThat(node.probe()).as("a warning takes no node out").isEqualTo(200);
            bridge.times(2);
            awaitFound(node, Ailment.DUPLICATE_DELIVERY, SOON);
            bridge.times(1);
            for (int i = 0; i < 3; i++) {
                jms.send(jms.session().createTextMessage("What another application says."), null);
            }
            awaitFound(node, Ailment.OTHER_APPLICATION, SOON);
            assertThat(node.probe()).isEqualTo(200);
            bridge.close();
            awaitFound(node, Ailment.STOPPED_LISTENER, SOON);
            assertThat(node.probe()).isEqualTo(503);
            assertThat(ready(node).getString("status")).isEqualTo("DOWN");
            cluster.broker().stop();
            awaitFound(node, Ailment.BROKER_AWAY, SOON);
            assertThat(check(node, Ailment.STOPPED_LISTENER)).isEmpty();
            assertThat(Http.get(Uris.http(node.uri(), "health/live")).statusCode()).isEqualTo(200);
        } finally {
            bridge.close();
            cluster.close();
        }
    }

    @Test
    void nodesThatShareASubscription() throws Exception {
        Cluster cluster = Variant.of("doctor", 2, Map.of("jakarta.jms.Topic<", "jakarta.jms.Queue<", DESTINATION, HEARD));
        cluster.broker().start();
        try (JmsBridge bridge = JmsBridge.toQueue(cluster, HEARD)) {
            cluster.nodes().forEach(Node::start);
            cluster.nodes().forEach(Node::awaitDeployed);
            cluster.nodes().forEach(node -> {
                awaitFound(node, Ailment.SHARED_SUBSCRIPTION, SOON);
                assertThat(node.probe()).isEqualTo(503);
            });
        } finally {
            cluster.close();
        }
    }

    @Test
    void nodesThatAreWell() {
        try (Cluster cluster = Variant.of("doctor", 1, Map.of())) {
            cluster.start();
            Node node = cluster.node(1);
            await().during(Duration.ofSeconds(10)).atMost(Duration.ofSeconds(60)).until(() -> findings(node).isEmpty());
            assertThat(Http.get(Uris.http(node.uri(), "metrics")).body()).contains("carillon_finding{finding=\"shared-subscription\"} 0.0");
        }
    }

    private static List<String> findings(Node node) {
        return Http.json(Uris.http(node.uri(), "health/node")).getJsonArray("findings").stream().map(Object::toString).toList();
    }
}
