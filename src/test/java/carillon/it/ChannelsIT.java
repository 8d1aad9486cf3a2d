package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.matrix.Shows;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Subscribers of several channels, and what becomes of those that leave without a word. */
@Shows("Channels: the order of each publisher over all of them, clients that leave without a word")
@ExtendWith(ClusterExtension.class)
class ChannelsIT {

    @Test
    void whoFollowsSeveralChannelsGetsTheOrderOfEachOriginOverAllOfThem(Cluster cluster) {
        String[] channels = {"several.a", "several.b", "several.c"};
        List<V1Client> followers = new ArrayList<>();
        try (V1Client publisher = V1Client.connected(cluster.node(1).uri()); V1Client onlyB = V1Client.connected(cluster.node(2).uri(), "several.b")) {
            for (Node node : cluster.nodes()) {
                followers.add(V1Client.connected(node.uri(), channels));
            }
            List<CompletableFuture<JsonObject>> replies = new ArrayList<>();
            for (int n = 1; n <= 999; n++) {
                replies.add(publisher.publish(channels[n % 3], Tally.payload(channels[n % 3], (n + 2) / 3)));
            }
            replies.forEach(reply -> assertThat(reply.join().getString("type")).isEqualTo("published"));
            for (V1Client follower : followers) {
                await().until(() -> follower.count() >= 999);
                assertThat(Tally.of(follower.publications().stream().map(Received::data).toList(), Map.of("several.a", 333, "several.b", 333, "several.c", 333)))
                        .isEqualTo(Tally.PERFECT);
                assertThat(follower.publications().stream().map(Received::seq).toList()).isSorted().doesNotHaveDuplicates();
                assertThat(follower.publications()).allMatch(publication -> publication.data().contains(publication.channel()));
            }
            await().until(() -> onlyB.count() >= 333);
            assertThat(onlyB.publications()).extracting(Received::channel).containsOnly("several.b");
        } finally {
            followers.forEach(V1Client::close);
        }
    }

    @Test
    void aClientThatLeavesWithoutAWordIsForgotten(Cluster cluster) {
        Node node = cluster.node(2);
        String channel = "several.leaving";
        await().until(() -> connections(node) == 0);
        List<V1Client> rude = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rude.add(V1Client.connected(node.uri(), channel));
        }
        assertThat(connections(node)).isEqualTo(50);
        rude.forEach(client -> client.wire().abort());
        await().until(() -> connections(node) == 0);
        assertThat(Http.json(Uris.http(node.uri(), "health/node")).getInt("channels")).isZero();
    }

    private static int connections(Node node) {
        return Http.json(Uris.http(node.uri(), "health/node")).getInt("connections");
    }
}
