package carillon.it;

import static carillon.it.Diagnosis.SOON;
import static carillon.it.Diagnosis.awaitFound;
import static carillon.it.Diagnosis.awaitGone;
import static carillon.it.Diagnosis.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.Patience;
import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.cluster.Ports;
import carillon.doctor.Ailment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Faults of a broker, an adapter and a descriptor that are planted in real nodes, and what these say of them. */
class DoctorIT {

    private static final String DESTINATION = "${MPCONFIG=carillon.topic:carillon}?consumer.retroactive=true";
    private static final String HEARD = "carillon.heard";

    @Test
    void aNodeWithManySessionsWhoseTopicIsMisused() throws Exception {
        Cluster cluster = Variant.of("doctor", 1, Map.of("<max-pool-size>1<", "<max-pool-size>10<", "maxSessions</activation-config-property-name>\n            <activation-config-property-value>1<",
                "maxSessions</activation-config-property-name>\n            <activation-config-property-value>10<", "jakarta.jms.Topic<", "jakarta.jms.Queue<", DESTINATION, HEARD));
        cluster.broker().start();
        JmsBridge bridge = JmsBridge.toQueue(cluster, HEARD); // one node alone hears of a queue what it would of a topic
        try (JmsDoor jms = JmsDoors.open(cluster)) {
            Node node = cluster.node(1).start().awaitReady();
            awaitFound(node, Ailment.MANY_SESSIONS);
            assertThat(node.probe()).as("a warning takes no node out").isEqualTo(200);
            bridge.times(2);
            awaitFound(node, Ailment.DUPLICATE_DELIVERY);
            bridge.times(1);
            for (int i = 0; i < 3; i++) {
                jms.send(jms.session().createTextMessage("What another application says."), null);
            }
            awaitFound(node, Ailment.OTHER_APPLICATION);
            assertThat(node.probe()).isEqualTo(200);
            bridge.close();
            awaitFound(node, Ailment.STOPPED_LISTENER);
            assertThat(node.probe()).isEqualTo(503);
            assertThat(Http.json(Uris.http(node.uri(), "health/ready")).getString("status")).isEqualTo("DOWN");
            cluster.broker().stop();
            awaitFound(node, Ailment.BROKER_AWAY);
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
                awaitFound(node, Ailment.SHARED_SUBSCRIPTION);
                assertThat(node.probe()).isEqualTo(503);
            });
        } finally {
            cluster.close();
        }
    }

    @Test
    void aNodeThatIsMissedAQueueThatIsFullAndAListenerThatIsHeld() throws Exception {
        int debugger = Ports.free();
        try (Cluster cluster = Cluster.named("doctor").nodes(2).with("CARILLON_NODES_EXPECTED", "3").with("CARILLON_PUBLISH_QUEUE_MAX", "20").with("CARILLON_LIVE_MS", "10000")
                .with("CARILLON_HEARTBEAT_TIMEOUT_MS", "60000") // so long it goes on to take publications while the broker stands still
                .withOfNode(n -> Map.of("CARILLON_CLUSTER", "cluster-" + n, "JAVA_TOOL_OPTIONS", n == 1 ? Wedge.option(debugger) : "")).start()) {
            Node node = cluster.node(1);
            awaitFound(node, Ailment.MISSING_NODES);
            awaitFound(node, Ailment.OTHER_CLUSTER);
            awaitFound(cluster.node(2), Ailment.OTHER_CLUSTER);
            cluster.broker().suspend();
            try (V1Client client = V1Client.connected(node.uri(), "a")) {
                await().atMost(SOON).until(() -> { // what the sender has taken in one go is in the queue no longer
                    for (int i = 0; i < 10; i++) {
                        client.publish("a", "1");
                    }
                    return check(node, Ailment.FULL_QUEUE).isPresent();
                });
                awaitFound(node, Ailment.FULL_QUEUE);
                assertThat(check(cluster.node(2), Ailment.FULL_QUEUE)).isEmpty();
                cluster.broker().resume();
                awaitGone(node, Ailment.FULL_QUEUE);
            } finally {
                cluster.broker().resume();
            }
            node.awaitReady();
            try (Wedge held = Wedge.in("carillon.backplane.jms.Incoming", debugger)) {
                awaitFound(node, Ailment.WEDGED_LISTENER);
                assertThat(node.probe()).isEqualTo(503);
                assertThat(check(node, Ailment.STOPPED_LISTENER)).as("one of both, the right one").isEmpty();
                await().atMost(SOON).until(() -> Http.get(Uris.http(node.uri(), "health/live")).statusCode() == 503);
                assertThat(cluster.node(2).probe()).isEqualTo(200);
            }
            awaitGone(node, Ailment.WEDGED_LISTENER);
            node.awaitReady();
            assertThat(Http.get(Uris.http(node.uri(), "health/live")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nodesThatAreWell() {
        try (Cluster cluster = Variant.of("doctor", 1, Map.of())) {
            cluster.start();
            Node node = cluster.node(1);
            await().during(Duration.ofSeconds(10)).atMost(Patience.LONGEST).until(() -> findings(node).isEmpty());
            assertThat(Http.get(Uris.http(node.uri(), "metrics")).body()).contains("carillon_finding{finding=\"shared-subscription\"} 0.0");
        }
    }

    private static List<String> findings(Node node) {
        return Http.json(Uris.http(node.uri(), "health/node")).getJsonArray("findings").stream().map(Object::toString).toList();
    }
}
