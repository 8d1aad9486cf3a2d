package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.matrix.Shows;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each node tells of all nodes. */
@Shows("Each node knows all others, and how far they have published")
@ExtendWith(ClusterExtension.class)
class ClusterViewIT {

    private static JsonObject view(Node node) {
        return Http.json(Uris.http(node.uri(), "health/cluster"));
    }

    private static List<JsonObject> present(JsonObject view) {
        return view.getJsonArray("nodes").getValuesAs(JsonObject.class).stream().filter(one -> one.getBoolean("present")).toList();
    }

    private static Set<String> origins(Node node) {
        return present(view(node)).stream().map(one -> one.getString("origin")).collect(Collectors.toSet());
    }

    @Test
    void eachNodeKnowsAllThatAreThere(Cluster cluster) {
        Set<String> own = cluster.nodes().stream().map(node -> view(node).getString("origin")).collect(Collectors.toSet());
        assertThat(own).hasSize(cluster.nodes().size());
        cluster.nodes().forEach(node -> await().untilAsserted(() -> assertThat(origins(node)).isEqualTo(own)));
    }

    @Test
    void eachNodeKnowsHowFarAnotherHasPublished(Cluster cluster) {
        try (V1Client client = V1Client.connected(cluster.node(1).uri())) {
            JsonObject reply = client.publish("cluster.view", "1").join();
            cluster.nodes().forEach(node -> await().untilAsserted(() -> assertThat(present(view(node)))
                    .filteredOn(one -> one.getString("origin").equals(reply.getString("origin"))).singleElement()
                    .satisfies(one -> assertThat(one.getInt("published")).isGreaterThanOrEqualTo(reply.getInt("seq")))));
        }
    }

    @Test
    void eachNodeKnowsWhatTheOthersTellOfThemselves(Cluster cluster) {
        Node other = cluster.node(2);
        String origin = view(other).getString("origin");
        int before = NodeHealth.connections(other.uri());
        try (V1Client client = V1Client.connected(other.uri(), "cluster.told")) {
            cluster.nodes().forEach(node -> await().untilAsserted(() -> assertThat(present(view(node)))
                    .filteredOn(one -> one.getString("origin").equals(origin)).singleElement()
                    .satisfies(one -> {
                        assertThat(one.getString("node")).isEqualTo(other.name());
                        assertThat(one.getString("state")).isEqualTo("serving");
                        assertThat(one.getInt("connections")).isEqualTo(before + 1);
                        assertThat(one.getInt("channels")).isPositive();
                    })));
        }
    }
}
