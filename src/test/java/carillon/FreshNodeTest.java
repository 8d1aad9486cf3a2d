package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Rejected;
import carillon.endpoint.TestClient;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that joins later than the others knows what they know, before it settles; or it is honest. */
class FreshNodeTest {

    private static final Map<String, String> SETTINGS = Map.of("carillon.history.window.ms", "20000", "carillon.fence.ms", "3600000");

    private final TestCluster cluster = new TestCluster(SETTINGS).ready().settled();
    private final TestClient publisher = cluster.node(2).v1();
    private final TestClient before = cluster.node(0).v1("news");

    private void publish(String text) {
        publisher.publish("news", "\"" + text + "\"");
        cluster.turn();
    }

    private String cursor() {
        List<JsonObject> given = before.lines().stream().filter(line -> line.containsKey("cursor")).toList();
        return given.get(given.size() - 1).getString("cursor");
    }

    private static boolean recovered(TestClient client) {
        return client.lines("connected").get(0).getJsonArray("channels").getJsonObject(0).getBoolean("recovered");
    }

    private void passMs(TestNode fresh, long millis) {
        for (long passed = 0; passed < millis; passed += 100) {
            cluster.passMs(100);
            fresh.turn();
            fresh.tick();
        }
    }

    @Test
    void bringsWhatWasMissedBeforeItWasThere() {
        publish("one");
        publish("two");
        TestNode fresh = new TestNode(cluster.topic, cluster.ticker, SETTINGS);
        passMs(fresh, 1_500);
        assertThat(fresh.sequencer().origins().isSettled()).isFalse();
        publish("three");
        passMs(fresh, 3_000);
        assertThat(fresh.sequencer().origins().isSettled()).isTrue();
        publish("four");
        TestClient after = fresh.back(cursor(), "", "news");
        publish("five");
        assertThat(recovered(after)).isTrue();
        assertThat(after.data()).containsExactly("\"one\"", "\"two\"", "\"three\"", "\"four\"", "\"five\"");
    }

    @Test
    void saysSoIfItWasNotToldAndDoesNotWaitForEver() {
        publish("one");
        TestNode fresh = new TestNode(cluster.topic, cluster.ticker, Map.of("carillon.history.window.ms", "20000", "carillon.fence.ms", "3600000", "carillon.warmup.timeout.ms", "0"));
        passMs(fresh, 4_000);
        assertThat(fresh.sequencer().origins().isSettled()).isTrue();
        assertThat(recovered(fresh.back(cursor(), "", "news"))).isFalse();
    }

    @Test
    void doesNotSettleBeforeItIsToldOrHasGivenUp() {
        TestNode fresh = new TestNode(cluster.topic, cluster.ticker, SETTINGS);
        cluster.nodes.forEach(node -> node.ear().deaf(true)); // they go on beating, and don't hear that they are asked
        passMs(fresh, 6_000);
        assertThat(fresh.sequencer().origins().isSettled()).isFalse();
        passMs(fresh, 8_000);
        assertThat(fresh.sequencer().origins().isSettled()).isTrue();
    }

    @Test
    void doesNotSettleBeforeItHearsItselfBehindWhatItWasTold() {
        publish("one");
        TestNode fresh = new TestNode(cluster.topic, cluster.ticker, SETTINGS);
        passMs(fresh, 1_500);
        fresh.ear().deaf(true);
        passMs(fresh, 2_500);
        assertThat(fresh.sequencer().origins().isSettled()).isFalse();
        fresh.ear().deaf(false);
        passMs(fresh, 2_500);
        assertThat(fresh.sequencer().origins().isSettled()).isTrue();
        assertThat(recovered(fresh.back(cursor(), "", "news"))).isTrue();
    }

    @Test
    void setsNothingAsideBeforeItHearsItself() {
        TestNode fresh = new TestNode(cluster.topic, cluster.ticker, SETTINGS);
        cluster.topic.malformed(new Rejected("Reason.", "ID:1", "text", "news", "text"));
        cluster.turn();
        fresh.turn();
        assertThat(fresh.rejections().count()).isEqualTo(1);
        assertThat(cluster.topic.aside()).hasSize(1);
    }
}
