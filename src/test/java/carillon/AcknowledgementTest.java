package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.endpoint.TestClient;
import jakarta.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a publisher is told, and what it may do when it isn't. */
class AcknowledgementTest {

    private final TestCluster cluster = new TestCluster(Map.of("carillon.fence.ms", "3600000")).ready().settled();
    private final TestNode node = cluster.node(0);
    private final TestClient client = node.v1("news");
    private final TestClient far = cluster.node(2).v1("news");

    private static long publish(TestClient client, String data, String more) {
        return client.command("publish", "\"channel\":\"news\",\"data\":" + data + more);
    }

    private static JsonObject reply(TestClient client, long id) {
        return client.replies(id).get(0);
    }

    @Test
    void atTheLevelEchoedItIsToldOnceItHasComeBack() {
        node.ear().holdBack();
        long accepted = publish(client, "1", "");
        long echoed = publish(client, "2", ",\"level\":\"echoed\"");
        node.turn();
        assertThat(reply(client, accepted).getString("level")).isEqualTo("accepted");
        assertThat(client.replies(echoed)).isEmpty();
        assertThat(far.data()).containsExactly("1", "2");
        node.ear().release();
        assertThat(reply(client, echoed).getString("level")).isEqualTo("echoed");
    }

    @Test
    void whatDoesNotComeBackInTimeIsUnknown() {
        node.ear().holdBack();
        long echoed = publish(client, "2", ",\"level\":\"echoed\"");
        node.turn();
        cluster.advanceMs(2_999);
        node.tick();
        assertThat(client.replies(echoed)).isEmpty();
        cluster.advanceMs(1);
        node.tick();
        node.ear().release();
        assertThat(client.outcome(echoed)).containsExactly("unknown");
        assertThat(client.inFlight()).isZero();
    }

    @Test
    void theOperatorMaySetTheLevel() {
        TestNode strict = new TestNode(cluster.topic, cluster.ticker, Map.of("carillon.level", "echoed"));
        strict.turn();
        TestClient client = strict.v1("news");
        long preset = publish(client, "1", "");
        long lower = publish(client, "1", ",\"level\":\"accepted\"");
        strict.turn();
        assertThat(reply(client, preset).getString("level")).isEqualTo("echoed");
        assertThat(reply(client, lower).getString("level")).isEqualTo("accepted");
    }

    @Test
    void whatIsPublishedAgainWithItsKeyIsDeliveredOnce() {
        long first = publish(client, "1", ",\"key\":\"k\"");
        node.turn();
        TestClient elsewhere = cluster.node(1).v1();
        long again = publish(elsewhere, "1", ",\"key\":\"k\"");
        cluster.turn();
        assertThat(far.lines("publication")).hasSize(1).first().satisfies(push -> assertThat(push.getString("key")).isEqualTo("k"));
        assertThat(reply(client, first).containsKey("repeated")).isFalse();
        assertThat(reply(elsewhere, again).getBoolean("repeated")).isTrue();
        assertThat(reply(elsewhere, again).getJsonNumber("seq")).isEqualTo(reply(client, first).getJsonNumber("seq"));
        assertThat(reply(elsewhere, again).getString("origin")).isEqualTo(node.origin());
        long next = publish(elsewhere, "2", "");
        cluster.turn();
        assertThat(reply(elsewhere, next).getInt("seq")).as("the broker was not troubled again").isEqualTo(1);
    }

    @Test
    void whatWasUnknownIsPublishedElsewhereAndTheFirstComesAfterAll() {
        node.backplane().loseTheNextMessage();
        long first = publish(client, "1", ",\"key\":\"k\"");
        node.turn();
        assertThat(client.outcome(first)).containsExactly("unknown");
        TestClient elsewhere = cluster.node(1).v1();
        long again = publish(elsewhere, "1", ",\"key\":\"k\"");
        cluster.node(1).turn();
        cluster.passMs(500);
        publish(client, "2", "");
        cluster.passMs(500);
        assertThat(elsewhere.outcome(again)).containsExactly("published");
        assertThat(far.data()).containsExactly("1", "2");
        assertThat(client.data()).containsExactly("1", "2");
        assertThat(far.lines("gap")).isEmpty();
    }

    @Test
    void aKeyThatBelongsToSomethingElseIsRefused() {
        publish(client, "1", ",\"key\":\"k\"");
        node.turn();
        long other = publish(client, "2", ",\"key\":\"k\"");
        assertThat(client.outcome(other)).containsExactly("conflict");
        long elsewhere = client.command("publish", "\"channel\":\"sport\",\"data\":2,\"key\":\"k\"");
        node.turn();
        assertThat(client.outcome(elsewhere)).containsExactly("published");
    }

    @Test
    void aClientThatHasSeenTheOneIsNotSentTheOther() {
        String cursor = far.lines("connected").get(0).getString("cursor");
        TestNode other = cluster.node(1);
        other.ear().holdBack();
        publish(client, "1", ",\"key\":\"k\"");
        node.turn();
        publish(other.v1(), "1", ",\"key\":\"k\"");
        other.turn();
        other.ear().release();
        cluster.passMs(500);
        assertThat(far.data()).containsExactly("1");
        assertThat(node.back(cursor, "", "news").data()).containsExactly("1");
        TestClient after = node.back(cursor, ",\"seen\":{\"" + other.origin() + "\":1}", "news");
        assertThat(after.data()).isEmpty();
        assertThat(after.lines("connected").get(0).getJsonArray("channels").getJsonObject(0).getBoolean("recovered")).isTrue();
    }

    @Test
    void durableIsRefusedWhereNothingIsKept() {
        long durable = publish(client, "1", ",\"level\":\"durable\"");
        node.turn();
        assertThat(client.outcome(durable)).containsExactly("unsupported");
        assertThat(far.data()).isEmpty();
    }
}
