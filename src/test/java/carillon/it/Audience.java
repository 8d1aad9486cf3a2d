package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Subscribers of one channel on every node, in both dialects, and the verdict on what they got. */
final class Audience implements AutoCloseable {

    private final Map<String, Supplier<List<String>>> heard = new LinkedHashMap<>();
    private final List<AutoCloseable> clients = new ArrayList<>();

    /** On each node one raw client and some of version 1. */
    static Audience of(Cluster cluster, String channel, int perNode) {
        Audience audience = new Audience();
        for (Node node : cluster.nodes()) {
            for (int i = 1; i <= perNode; i++) {
                audience.add(node.name() + " v1 " + i, V1Client.connected(node.uri(), channel));
            }
            audience.add(node.name() + " raw", RawClient.open(node.uri(), channel));
        }
        return audience;
    }

    private void add(String name, V1Client client) {
        clients.add(client);
        heard.put(name, () -> client.publications().stream().map(Received::data).toList());
    }

    private void add(String name, RawClient client) {
        clients.add(client);
        heard.put(name, client::messages);
    }

    /** Waits until each subscriber has got as many as were published, then judges: none lost, doubled, out of order. */
    void hearsAllOnceInOrder(Map<String, Integer> published) {
        int total = published.values().stream().mapToInt(Integer::intValue).sum();
        await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> heard.forEach((name, came) -> assertThat(came.get().size()).as("heard by " + name).isGreaterThanOrEqualTo(total)));
        heard.forEach((name, came) -> assertThat(Tally.of(came.get(), published)).as(name).isEqualTo(Tally.PERFECT));
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
    }
}
