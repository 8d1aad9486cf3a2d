package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Payload;
import carillon.endpoint.TestClient;
import carillon.hub.Draining.State;
import carillon.hub.outbox.BlockingTransport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A node that is about to go sends its clients away one after the other, and leaves nothing behind that only it has. */
class DrainTest {

    private final TestCluster cluster = new TestCluster(Map.of("carillon.drain.ready.ms", "1000", "carillon.drain.ms", "4000")).ready().settled();
    private final TestNode node = cluster.node(0);
    private final TestClient far = cluster.node(1).v1("news");

    private List<TestClient> crowd(int size) {
        return IntStream.range(0, size).mapToObj(i -> node.v1("news")).toList();
    }

    private static long gone(List<TestClient> crowd) {
        return crowd.stream().filter(client -> client.transport().closed().isPresent()).count();
    }

    private void drain(long millis) {
        node.draining().begin();
        cluster.passMs(millis);
    }

    @Test
    void keepsItsClientsUntilBalancersHaveNoticed() {
        TestClient client = node.v1("news");
        drain(1_000);
        assertThat(client.transport().closed()).isEmpty();
        long id = client.publish("news", "1");
        cluster.turn();
        assertThat(client.outcome(id)).containsExactly("published");
        cluster.passMs(200);
        assertThat(client.transport().closed()).contains(CloseCode.RESTART);
        assertThat(client.lines("disconnect")).singleElement().satisfies(push -> {
            assertThat(push.getInt("code")).isEqualTo(1012);
            assertThat(push.getBoolean("reconnect")).isTrue();
            assertThat(push.getInt("delay")).isBetween(0, 299);
        });
        assertThat(client.data()).containsExactly("1");
    }

    @Test
    void sendsACrowdAwayOneAfterTheOther() {
        List<TestClient> crowd = crowd(400);
        drain(2_100);
        assertThat(gone(crowd)).as("400 take two seconds").isBetween(150L, 250L);
        cluster.passMs(1_200);
        assertThat(gone(crowd)).isEqualTo(400);
        assertThat(crowd.stream().map(client -> client.lines("disconnect").get(0).getInt("delay")).distinct().count()).as("different delays").isGreaterThan(50);
    }

    @Test
    void takesNoLongerForAGreatCrowdThanItMay() {
        List<TestClient> crowd = crowd(2_000);
        drain(4_500);
        assertThat(gone(crowd)).isBetween(1_500L, 1_900L);
        cluster.passMs(700);
        assertThat(gone(crowd)).isEqualTo(2_000);
    }

    @Test
    void sendsAwayWhoCameInBetween() {
        TestClient first = node.v1("news");
        drain(1_100);
        TestClient late = node.v1("news");
        cluster.passMs(300);
        assertThat(gone(List.of(first, late))).isEqualTo(2);
    }

    @Test
    void answersWhatAClientHasPublishedBeforeItIsSentAway() {
        TestClient client = node.v1("news");
        node.ear().holdBack();
        long id = client.command("publish", "\"channel\":\"news\",\"data\":1,\"level\":\"echoed\"");
        drain(2_000);
        assertThat(client.transport().closed()).isEmpty();
        long refused = client.publish("news", "2");
        assertThat(client.outcome(refused)).containsExactly("unavailable");
        node.ear().release();
        cluster.passMs(200);
        assertThat(client.outcome(id)).containsExactly("published");
        assertThat(client.transport().closed()).contains(CloseCode.RESTART);
        assertThat(far.data()).containsExactly("1");
    }

    @Test
    void writesWhatWaitsForAClientBeforeItIsSentAway() {
        BlockingTransport slow = new BlockingTransport();
        TestClient client = node.open(Dialect.V1, slow);
        client.command("connect", "\"channels\":[\"news\"]");
        far.publish("news", "1");
        drain(2_000);
        assertThat(client.transport().closed()).isEmpty();
        slow.releaseAll();
        cluster.passMs(200);
        assertThat(client.data()).containsExactly("1");
        assertThat(client.lines("disconnect")).hasSize(1);
        assertThat(client.transport().closed()).contains(CloseCode.RESTART);
    }

    @Test
    void cutsWhoDoesNotRead() {
        TestClient client = node.open(Dialect.V1, new BlockingTransport());
        client.command("connect", "\"channels\":[\"news\"]");
        drain(6_000);
        assertThat(client.transport().closed()).isEmpty();
        cluster.passMs(500);
        assertThat(client.transport().closed()).contains(CloseCode.RESTART);
        cluster.passMs(500);
        assertThat(node.draining().state()).isEqualTo(State.DRAINED);
    }

    @Test
    void closesRawClientsWithoutAWord() {
        TestClient raw = node.raw("news");
        drain(1_300);
        assertThat(raw.transport().closed()).contains(CloseCode.RESTART);
        assertThat(raw.transport().messages()).isEmpty();
    }

    @Test
    void waitsUntilItHasHeardBackWhatItHasPublished() {
        TestClient client = node.v1("news");
        node.ear().holdBack();
        client.publish("news", "1");
        drain(8_000);
        assertThat(client.transport().closed()).contains(CloseCode.RESTART);
        assertThat(node.draining().state()).isEqualTo(State.DRAINING);
        node.ear().release();
        cluster.passMs(200);
        assertThat(node.draining().state()).isEqualTo(State.DRAINED);
    }

    @Test
    void goesInTheEndWhereTheBrokerIsAway() {
        TestClient client = node.v1("news");
        cluster.topic.stop();
        client.publish("news", "1");
        drain(25_000);
        assertThat(node.draining().state()).isEqualTo(State.DRAINED);
    }

    @Test
    void goesInTheEndWhereNothingComesBack() {
        TestClient client = node.v1("news");
        node.ear().holdBack();
        client.publish("news", "1");
        drain(25_000);
        assertThat(node.draining().state()).isEqualTo(State.DRAINED);
    }

    @Test
    void waitsForNobodyWhereNobodyIsConnected() {
        drain(500);
        assertThat(node.draining().state()).isEqualTo(State.DRAINED);
        assertThat(node.publisher().publish(new Channel("news"), Payload.text("1")).toCompletableFuture())
                .isCompletedExceptionally().failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("about to stop");
    }

    @Test
    void losesNothingWhereAllNodesGoOneAfterTheOther() {
        TestClient subscriber = node.v1("news");
        cluster.passMs(30_000); // a ping brings the cursor
        far.publish("news", "1");
        cluster.passMs(100);
        drain(1_300);
        far.publish("news", "2");
        cluster.passMs(100);
        String cursor = Stream.concat(subscriber.lines("connected").stream(), subscriber.lines("ping").stream()).filter(line -> line.containsKey("cursor"))
                .reduce((before, last) -> last).orElseThrow().getString("cursor");
        TestClient back = cluster.node(2).back(cursor, "", "news");
        assertThat(subscriber.data()).containsExactly("1");
        assertThat(back.lines("connected").get(0).getJsonArray("channels").getJsonObject(0).getBoolean("recovered")).isTrue();
        assertThat(back.data()).contains("2");
    }
}
