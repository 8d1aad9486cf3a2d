package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Subscribers of some channels on every node, in both dialects, and the verdict on what they got. */
final class Audience implements AutoCloseable {

    private record Member(String name, List<String> channels, Supplier<List<String>> heard) {
    }

    private final List<Member> members = new ArrayList<>();
    private final List<AutoCloseable> clients = new ArrayList<>();

    /** On each node one client of version 1 that follows all channels, one that follows the last, and one raw client for each. */
    static Audience of(Cluster cluster, List<String> channels) {
        Audience audience = new Audience();
        List<String> last = channels.subList(channels.size() - 1, channels.size());
        for (Node node : cluster.nodes()) {
            audience.addV1(node, channels);
            audience.addV1(node, last);
            channels.forEach(channel -> audience.addRaw(node, channel));
            NodeHealth.awaitClients(node.uri(), channels.size() + 2);
        }
        return audience;
    }

    private void addV1(Node node, List<String> channels) {
        V1Client client = V1Client.connected(node.uri(), channels.toArray(String[]::new));
        clients.add(client);
        members.add(new Member(node.name() + " v1 " + channels, channels, () -> client.publications().stream().map(Received::data).toList()));
    }

    private void addRaw(Node node, String channel) {
        RawClient client = RawClient.open(node.uri(), channel);
        clients.add(client);
        members.add(new Member(node.name() + " raw " + channel, List.of(channel), client::messages));
    }

    /**
     * Waits until each subscriber has got as many as were published, then judges: none lost, doubled, out of order, or of another channel.
     *
     * @param published of each channel the publishers, and how many each published
     */
    void hearsAllOnceInOrder(Map<String, Map<String, Integer>> published) {
        await().pollInterval(Duration.ofMillis(50)).untilAsserted(() -> members.forEach(member ->
                assertThat(member.heard.get().size()).as("heard by " + member.name).isGreaterThanOrEqualTo(total(of(member, published)))));
        members.forEach(member -> judge(member, of(member, published)));
    }

    private static void judge(Member member, Map<String, Integer> published) {
        List<String> heard = member.heard.get();
        assertThat(Tally.of(heard, published)).as(member.name).isEqualTo(Tally.PERFECT);
        assertThat(heard).as("nothing of another channel, " + member.name).hasSize(total(published));
    }

    private static Map<String, Integer> of(Member member, Map<String, Map<String, Integer>> published) {
        Map<String, Integer> all = new TreeMap<>();
        member.channels.forEach(channel -> all.putAll(published.get(channel)));
        return all;
    }

    private static int total(Map<String, Integer> published) {
        return published.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
    }
}
