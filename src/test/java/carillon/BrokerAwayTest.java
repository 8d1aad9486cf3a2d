package carillon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.endpoint.TestClient;
import carillon.protocol.CloseCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients are told while the broker does not do its part. */
@Timeout(300)
class BrokerAwayTest {

    private final TestCluster cluster = new TestCluster(Map.of("carillon.publish.queue.max", "4", "carillon.publish.inflight.max", "3")).ready();
    private final TestNode node = cluster.node(0);
    private final TestClient client = node.v1("news");
    private final TestClient raw = node.raw("news");
    private final TestClient far = cluster.node(2).v1("news");

    @AfterEach
    void stop() throws InterruptedException {
        node.close();
    }

    private void silence() {
        cluster.topic.stop();
        cluster.advanceMs(3_001);
        cluster.turn();
        cluster.tick();
    }

    private void back() {
        cluster.topic.start();
        cluster.turn();
        cluster.tick();
    }

    @Test
    void refusesToPublishWhileTheNodeDoesNotHearItself() {
        silence();
        long id = client.publish("news", "1");
        assertThat(client.outcome(id)).containsExactly("unavailable");
        raw.publishRaw("news", "1");
        assertThat(raw.transport().closed()).contains(CloseCode.NOT_PUBLISHED);
        back();
        assertThat(far.data()).isEmpty();
        assertThat(client.transport().closed()).isEmpty();
    }

    @Test
    void tellsEachClientOfVersionOneOnceEachWay() {
        cluster.tick();
        silence();
        cluster.tick();
        TestClient late = node.v1();
        cluster.tick();
        assertThat(late.lines("connected").get(0).getBoolean("degraded")).isTrue();
        back();
        cluster.tick();
        assertThat(client.lines("degraded")).extracting(line -> line.getBoolean("value")).containsExactly(true, false);
        assertThat(late.lines("degraded")).extracting(line -> line.getBoolean("value")).containsExactly(false);
        assertThat(raw.transport().messages()).isEmpty();
        assertThat(raw.transport().closed()).isEmpty();
        assertThat(client.lines().get(0).getBoolean("degraded")).as("the greeting comes first, and a node that is ready says so").isFalse();
    }

    @Test
    void isDegradedWhereOnlyThisNodeIsCutOff() {
        node.ear().deaf(true);
        cluster.advanceMs(2_000);
        cluster.turn();
        cluster.advanceMs(1_001);
        cluster.turn();
        cluster.tick();
        assertThat(node.ready()).isFalse();
        assertThat(cluster.node(1).ready()).isTrue();
        assertThat(client.lines("degraded")).hasSize(1);
        assertThat(far.lines("degraded")).isEmpty();
    }

    @Test
    void saysUnavailableWhenTheTimeIsOverBeforeItWasSent() {
        node.backplane().refuse(true);
        long id = client.publish("news", "1");
        node.turn();
        cluster.advanceMs(2_999);
        node.tick();
        assertThat(client.outcome(id)).isEmpty();
        cluster.advanceMs(1);
        node.tick();
        node.tick();
        assertThat(client.outcome(id)).containsExactly("unavailable");
        assertThat(client.inFlight()).isZero();
        node.backplane().refuse(false);
        node.turn();
        assertThat(far.data()).as("it never will be, by itself").isEmpty();
    }

    @Test
    void saysUnknownWhenTheTimeIsOverAfterItWasSent() throws InterruptedException {
        node.backplane().block();
        node.start();
        long id = client.publish("news", "1");
        node.backplane().awaitBlocked();
        await().until(() -> node.publisher().waiting() == 0);
        cluster.advanceMs(3_000);
        node.tick();
        assertThat(client.outcome(id)).containsExactly("unknown");
        long waiting = client.publish("news", "2");
        node.backplane().unblock();
        await().until(() -> far.data().size() == 2);
        await().until(() -> !client.outcome(waiting).isEmpty());
        assertThat(client.outcome(id)).as("one reply, also when it went well after all").containsExactly("unknown");
        assertThat(client.outcome(waiting)).containsExactly("published");
    }

    @Test
    void sendsABatchOfUnknownFateAgainWithTheSameStamps() {
        node.backplane().loseTheNextConfirmation();
        long first = client.publish("news", "1");
        long second = client.publish("news", "2");
        node.turn();
        assertThat(client.outcome(first)).containsExactly("unknown");
        assertThat(client.outcome(second)).containsExactly("unknown");
        long third = client.publish("news", "3");
        node.turn();
        assertThat(far.data()).containsExactly("1", "2", "3");
        assertThat(far.lines("publication")).extracting(push -> push.getInt("seq")).containsExactly(1, 2, 3);
        assertThat(client.outcome(third)).containsExactly("published");
        assertThat(client.outcome(first)).containsExactly("unknown");
        assertThat(cluster.node(2).sequencer().tally().duplicates()).isEqualTo(2);
    }

    @Test
    void leavesNoHoleWhereABatchWasLostOnTheWay() {
        node.backplane().loseTheNextMessage();
        long lost = client.publish("news", "1");
        node.turn();
        assertThat(far.data()).isEmpty();
        client.publish("news", "2");
        node.turn();
        assertThat(far.data()).as("before anything later").containsExactly("1", "2");
        assertThat(client.outcome(lost)).containsExactly("unknown");
        assertThat(cluster.node(2).sequencer().tally().lost()).isZero();
        assertThat(cluster.node(2).sequencer().tally().duplicates()).isZero();
    }

    @Test
    void closesARawClientWhosePublicationMayHaveBeenPublished() {
        node.backplane().loseTheNextConfirmation();
        raw.publishRaw("news", "1");
        node.turn();
        assertThat(raw.transport().closed()).contains(CloseCode.MAYBE_PUBLISHED);
    }

    @Test
    void saysBusyWhenTheQueueIsFull() {
        TestClient other = node.v1();
        List<Long> ids = List.of(client.publish("news", "1"), client.publish("news", "2"), other.publish("news", "3"), other.publish("news", "4"));
        long fifth = other.publish("news", "5");
        assertThat(other.outcome(fifth)).containsExactly("busy");
        node.turn();
        assertThat(client.outcome(ids.get(1))).containsExactly("published");
        assertThat(far.data()).containsExactly("1", "2", "3", "4");
        long sixth = other.publish("news", "6");
        node.turn();
        assertThat(other.outcome(sixth)).containsExactly("published");
    }

    @Test
    void saysBusyToAClientThatHasTooManyInFlight() {
        client.publish("news", "1");
        client.publish("news", "2");
        client.publish("news", "3");
        assertThat(client.outcome(client.publish("news", "4"))).containsExactly("busy");
        assertThat(client.inFlight()).isEqualTo(3);
        raw.publishRaw("news", "5");
        raw.publishRaw("news", "6");
        assertThat(client.inFlight()).as("who has more waiting makes room").isEqualTo(2);
        assertThat(raw.transport().closed()).isEmpty();
        raw.publishRaw("news", "7");
        assertThat(raw.transport().closed()).contains(CloseCode.BUSY);
    }

    @Test
    void endsItsThreadWhenItIsStoppedWhileTheBrokerIsAway() throws InterruptedException {
        node.start();
        cluster.topic.stop();
        long id = client.publish("news", "1");
        node.stop(500);
        assertThat(node.sending()).isFalse();
        // which of the two depends on whether the thread had taken it already
        assertThat(client.outcome(id)).hasSize(1).isSubsetOf("unavailable", "unknown");
    }

    @Test
    void sendsWhatWaitsWhenItIsStopped() throws InterruptedException {
        client.publish("news", "1");
        client.publish("news", "2");
        node.start();
        node.stop(5_000);
        assertThat(far.data()).containsExactly("1", "2");
        assertThat(client.outcome(client.publish("news", "3"))).containsExactly("busy");
    }
}
