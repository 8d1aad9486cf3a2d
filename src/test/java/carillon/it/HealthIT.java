package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node says of its health, by Carillon's own addresses and by MicroProfile Health. */
@ExtendWith(ClusterExtension.class)
class HealthIT {

    private static JsonObject check(JsonObject answer, String name) {
        return answer.getJsonArray("checks").getValuesAs(JsonObject.class).stream().filter(one -> one.getString("name").equals(name)).findFirst().orElseThrow();
    }

    private static int status(Node node, String path) {
        return Http.get(Uris.http(node.uri(), path)).statusCode();
    }

    @Test
    void aNodeThatIsWellHasStartedIsLiveAndReady(Cluster cluster) {
        for (String path : new String[] {"started", "live", "ready"}) {
            JsonObject answer = Http.json(Uris.http(cluster.node(1).uri(), "health/" + path));
            assertThat(status(cluster.node(1), "health/" + path)).isEqualTo(200);
            assertThat(answer.getString("status")).isEqualTo("UP");
            assertThat(answer.getJsonArray("checks")).isNotEmpty();
        }
        await().until(() -> check(Http.json(Uris.http(cluster.node(1).uri(), "health/ready")), "backplane").getInt("heartbeatAgeMs") < 3_000);
    }

    @Test
    void theDoctorFindsNothingInAClusterThatIsWell(Cluster cluster) {
        cluster.nodes().forEach(node -> await() // other tests may have planted something
                .untilAsserted(() -> assertThat(Http.json(Uris.http(node.uri(), "health/node")).getJsonArray("findings").getValuesAs(JsonString::getString))
                        .as("a broker that has just started has nothing to say again").isSubsetOf("no-replay")));
    }

    private static void assumeMicroProfileHealth() {
        assumeTrue(System.getProperty("carillon.server", "payara-micro").equals("payara-micro"), "WildFly's standalone-full has no MicroProfile Health");
    }

    @Test
    void microProfileHealthSaysTheSameWhereTheServerHasIt(Cluster cluster) {
        assumeMicroProfileHealth();
        URI root = cluster.node(1).uri().resolve("/health");
        JsonObject answer = Http.json(root);
        assertThat(answer.getString("status")).isEqualTo("UP");
        for (String name : new String[] {"carillon-ready", "carillon-live", "carillon-started"}) {
            assertThat(check(answer, name).getString("status")).isEqualTo("UP");
        }
        assertThat(check(Http.json(root.resolve("/health/ready")), "carillon-ready").getJsonObject("data").getString("backplane")).isEqualTo("UP");
    }

    @Test
    void withoutTheBrokerANodeIsNotReadyButLive(Cluster cluster) {
        Node node = cluster.node(1);
        cluster.broker().suspend();
        try {
            await().until(() -> node.probe() == 503);
            assertThat(status(node, "health/live")).isEqualTo(200);
            assertThat(status(node, "health/started")).isEqualTo(200);
            JsonObject ready = Http.json(Uris.http(node.uri(), "health/ready"));
            assertThat(check(ready, "backplane").getString("status")).isEqualTo("DOWN");
            await().until(() -> Http.get(Uris.http(node.uri(), "health/ready")).body().contains("\"broker-away\""));
        } finally {
            cluster.broker().resume();
            cluster.nodes().forEach(Node::awaitReady);
        }
    }

    @Test
    void microProfileHealthTellsANodeThatIsNotReadyFromOneThatIsNotLive(Cluster cluster) {
        assumeMicroProfileHealth();
        Node node = cluster.node(1);
        cluster.broker().suspend();
        try {
            await().until(() -> node.probe() == 503);
            assertThat(Http.get(node.uri().resolve("/health/ready")).statusCode()).isEqualTo(503);
            assertThat(Http.get(node.uri().resolve("/health/live")).statusCode()).isEqualTo(200);
        } finally {
            cluster.broker().resume();
            cluster.nodes().forEach(Node::awaitReady);
        }
    }
}
