package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Rejected;
import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.endpoint.TestClient;
import carillon.hub.outbox.BlockingTransport;
import carillon.protocol.Dialect;
import carillon.protocol.ErrorCode;
import carillon.traffic.Door;
import carillon.traffic.Outflow;
import carillon.traffic.Recoveries.Result;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node counts of what goes through it. */
class TrafficTest {

    private final TestCluster cluster = new TestCluster(Map.of("carillon.publish.inflight.max", "3")).ready().settled();
    private final TestNode node = cluster.node(0);
    private final TestNode far = cluster.node(1);

    private static Outflow out(TestNode node, Door door) {
        return node.hub().outflow(door);
    }

    @Test
    void countsWhatComesInByDoor() {
        TestClient client = node.v1();
        TestClient raw = node.raw("news");
        client.publish("news", "1");
        raw.publishRaw("news", "22");
        cluster.turn();
        assertThat(node.inflow().published(Door.WEBSOCKET)).isEqualTo(1);
        assertThat(node.inflow().bytes(Door.WEBSOCKET)).isEqualTo(1);
        assertThat(node.inflow().published(Door.RAW)).isEqualTo(1);
        assertThat(node.inflow().bytes(Door.RAW)).isEqualTo(2);
        assertThat(far.inflow().published(Door.WEBSOCKET)).as("where it came in").isZero();
    }

    @Test
    void countsWhatIsRefusedAndWhy() {
        TestClient client = node.v1();
        for (int i = 0; i < 5; i++) {
            client.publish("news", "1");
        }
        assertThat(node.inflow().refusals(Door.WEBSOCKET, ErrorCode.BUSY)).isEqualTo(2);
        cluster.topic.stop();
        cluster.advanceMs(3_001);
        cluster.tick();
        assertThat(node.inflow().refusals(Door.WEBSOCKET, ErrorCode.UNAVAILABLE)).isEqualTo(3);
        assertThat(node.inflow().published(Door.WEBSOCKET)).isZero();
    }

    @Test
    void countsForeignPublicationsOnEachNode() {
        cluster.topic.foreign(new Publication(new Channel("news"), new ForeignId("ID:1"), Payload.text("abc")));
        cluster.topic.malformed(new Rejected("Why.", "ID:2", "text", "news", null));
        assertThat(cluster.nodes).allSatisfy(one -> {
            assertThat(one.inflow().published(Door.JMS)).isEqualTo(1);
            assertThat(one.inflow().bytes(Door.JMS)).isEqualTo(3);
            assertThat(one.inflow().refusals(Door.JMS, ErrorCode.BAD_REQUEST)).isEqualTo(1);
        });
    }

    @Test
    void countsWhatGoesOutByDoor() {
        TestClient one = far.v1("news");
        far.v1("news");
        far.raw("news");
        far.raw("other");
        long before = out(far, Door.WEBSOCKET).bytes();
        node.v1().publish("news", "12345");
        cluster.turn();
        assertThat(out(far, Door.WEBSOCKET).publications()).isEqualTo(2);
        assertThat(out(far, Door.WEBSOCKET).bytes() - before).isEqualTo(2L * one.lines("publication").get(0).toString().length());
        assertThat(out(far, Door.RAW).publications()).isEqualTo(1);
        assertThat(out(far, Door.RAW).bytes()).isEqualTo(5);
        assertThat(out(far, Door.RAW).writes()).isEqualTo(1);
    }

    @Test
    void countsWhatIsDroppedAndTimesNothingThatFails() {
        TestCluster dropping = new TestCluster(Map.of("carillon.overflow", "news=latest")).ready();
        TestNode one = dropping.node(0);
        BlockingTransport blocked = new BlockingTransport();
        TestClient slow = one.open(Dialect.V1, blocked);
        slow.command("connect", "\"channels\":[\"news\"]");
        TestClient publisher = one.v1();
        for (int i = 0; i < 4; i++) {
            dropping.advanceMs(100); // each may be timed
            publisher.publish("news", "1");
            dropping.turn();
        }
        assertThat(out(one, Door.WEBSOCKET).droppedInAll()).as("the greeting is being written, so four wait, one after the other").isEqualTo(3);
        blocked.release();
        assertThat(out(one, Door.WEBSOCKET).publications()).isEqualTo(1);
        blocked.fail(new IOException("It is gone."));
        assertThat(out(one, Door.WEBSOCKET).latency().counts()).allMatch(count -> count == 0);
    }

    @Test
    void countsConnectionsAndSubscriptions() {
        TestClient one = node.v1("a", "b");
        node.raw("a");
        assertThat(out(node, Door.WEBSOCKET).connections()).isEqualTo(1);
        assertThat(out(node, Door.RAW).connections()).isEqualTo(1);
        assertThat(node.hub().subscriptions()).isEqualTo(3);
        one.command("unsubscribe", "\"channel\":\"a\"");
        assertThat(node.hub().subscriptions()).isEqualTo(2);
        node.lose(one);
        node.lose(one);
        assertThat(out(node, Door.WEBSOCKET).connections()).isZero();
        assertThat(out(node, Door.WEBSOCKET).openedInAll()).isEqualTo(1);
        assertThat(node.hub().subscriptions()).isEqualTo(1);
    }

    @Test
    void seesHowLongItTakesToTheClientsOfThisNode() {
        node.v1("news");
        node.v1("news");
        far.v1("news");
        node.ear().holdBack();
        node.v1().publish("news", "1");
        cluster.turn();
        cluster.advanceMs(40);
        node.ear().release();
        assertThat(out(node, Door.WEBSOCKET).latency().seconds()).isEqualTo(0.08);
        assertThat(out(node, Door.WEBSOCKET).latency().counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(2);
        assertThat(out(far, Door.WEBSOCKET).latency().seconds()).as("it has no clock in common").isZero();
    }

    @Test
    void countsHowItWentWithThoseWhoCameBack() {
        TestClient client = node.v1("news", "other");
        String cursor = client.lines("connected").get(0).getString("cursor");
        far.back(cursor, "", "news", "other");
        far.back("forged", "", "news");
        assertThat(far.recoveries().count(Result.RECOVERED)).isEqualTo(1);
        assertThat(far.recoveries().count(Result.NOT_RECOVERED)).isEqualTo(1);
        assertThat(far.recoveries().count(Result.PARTLY)).isZero();
    }

    @Test
    void countsWhatIsRepaired() {
        far.ear().deaf(true);
        node.v1().publish("news", "1");
        cluster.turn();
        far.ear().deaf(false);
        cluster.passMs(2_000);
        assertThat(far.sequencer().tally().asked()).isPositive();
        assertThat(far.sequencer().tally().repaired()).isEqualTo(1);
        assertThat(far.sequencer().tally().holes()).isZero();
        assertThat(node.answers().answered()).isEqualTo(1);
    }
}
