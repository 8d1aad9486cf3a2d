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

    /** MicroProfile's, which no host name and no proxy would guard. Of other servers the operator closes them (server-config/payara-server, server-config/wildfly). */
    @Test
    void theServersOwnPagesAreClosedInTheNodeJar(Cluster cluster) {
        assumeTrue(System.getProperty("carillon.server", "payara-micro").equals("payara-micro"), "only the node jar's server is Carillon's alone");
        URI node = cluster.node(1).uri();
        for (String path : new String[] {"/", "/metrics", "/metrics/base", "/openapi", "/openapi/ui", "/health", "/health/ready", "/health/live", "/health/started", "//metrics", "/carillon/../metrics", "/%6detrics"}) {
            assertThat(Http.get(URI.create("http://" + node.getAuthority() + path)).statusCode()).as(path).isIn(400, 403, 404);
        }
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
}
