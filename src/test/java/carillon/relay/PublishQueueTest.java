package carillon.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Batch.Item;
import carillon.channel.AckLevel;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Stamp;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class PublishQueueTest {

    private static final Channel CHANNEL = new Channel("c");

    private final ManualTicker ticker = new ManualTicker();

    private PublishQueue queue(String... settings) {
        Map<String, String> map = new HashMap<>(Map.of("carillon.publish.queue.max.bytes", "16384", "carillon.batch.max.bytes", "1024"));
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return new PublishQueue(Settings.of(map), ticker);
    }

    private Pending pending(int bytes) {
        return new Pending(FlowKey.NODE, new Item(CHANNEL, Payload.text("x".repeat(bytes))), AckLevel.ECHOED, ticker.nanos(), ticker.nanos() + 1_000_000);
    }

    private Pending pending(String connection, int bytes) {
        return new Pending(FlowKey.connection("192.0.2.1", connection), new Item(CHANNEL, Payload.text("x".repeat(bytes))), AckLevel.ECHOED, ticker.nanos(), ticker.nanos() + 1_000_000);
    }

    private static String outcome(Pending pending) {
        return pending.outcome().handle((stamp, failure) -> failure == null ? "accepted" : ((PublishException) failure).code().wire())
                .toCompletableFuture().getNow("waits");
    }

    @Test
    void isBoundedByNumber() {
        PublishQueue queue = queue("carillon.publish.queue.max", "2");
        assertThat(queue.offer(pending(0))).isTrue();
        assertThat(queue.offer(pending(0))).isTrue();
        assertThat(queue.offer(pending(0))).isFalse();
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void isBoundedByBytesNamesIncluded() throws InterruptedException {
        PublishQueue queue = queue();
        assertThat(queue.offer(pending(10_000))).isTrue();
        assertThat(queue.offer(pending(6_383))).isFalse();
        assertThat(queue.offer(pending(6_382))).isTrue();
        queue.take(0);
        assertThat(queue.offer(pending(9_999))).as("what was taken leaves its room").isTrue();
    }

    @Test
    void givesAsMuchAsOneEnvelopeHoldsInOrder() throws InterruptedException {
        PublishQueue queue = queue();
        List<Pending> all = List.of(pending(500), pending(522), pending(1), pending(5_000), pending(2));
        all.forEach(queue::offer);
        assertThat(queue.take(0)).containsExactly(all.get(0), all.get(1));
        assertThat(queue.take(0)).containsExactly(all.get(2));
        assertThat(queue.take(0)).as("one that is larger than that goes alone").containsExactly(all.get(3));
        assertThat(queue.take(0)).containsExactly(all.get(4));
        assertThat(queue.take(0)).isEmpty();
    }

    @Test
    void whoHasMostWaitingMakesRoomForWhoComes() throws InterruptedException {
        PublishQueue queue = queue("carillon.publish.queue.max", "3");
        List<Pending> flood = List.of(pending("flooder", 10), pending("flooder", 10), pending("flooder", 10));
        flood.forEach(queue::offer);
        assertThat(queue.offer(pending("flooder", 10))).isFalse();
        Pending honest = pending("honest", 10);
        assertThat(queue.offer(honest)).isTrue();
        assertThat(outcome(flood.get(2))).as("its latest, so that what is left keeps its order").isEqualTo("busy");
        assertThat(queue.displaced()).isEqualTo(1);
        assertThat(queue.take(0)).containsExactlyInAnyOrder(flood.get(0), flood.get(1), honest);
    }

    @Test
    void givesNoMoreUntilEnoughHasComeBack() throws InterruptedException {
        PublishQueue queue = queue();
        queue.offer(pending(1_000));
        Pending second = pending(1);
        assertThat(queue.take(0)).hasSize(1);
        queue.sent(1);
        queue.offer(second);
        ticker.advanceMs(100);
        assertThat(queue.take(0)).isEmpty();
        assertThat(queue.size()).isEqualTo(1);
        queue.heard(0);
        assertThat(queue.take(0)).isEmpty();
        queue.heard(1);
        assertThat(queue.take(0)).containsExactly(second);
    }

    @Test
    void wakesTheSenderWhenEnoughHasComeBack() throws InterruptedException {
        PublishQueue queue = queue();
        queue.offer(pending(1_000));
        queue.take(0);
        queue.sent(1);
        Pending second = pending(1);
        queue.offer(second);
        ticker.advanceMs(100);
        Thread listener = new Thread(() -> queue.heard(1));
        listener.start();
        assertThat(queue.take(Long.MAX_VALUE)).containsExactly(second);
        listener.join();
    }

    @Test
    void wakesTheSenderAtOnce() throws InterruptedException {
        PublishQueue queue = queue();
        Pending late = pending(1);
        Thread publisher = new Thread(() -> queue.offer(late));
        publisher.start();
        assertThat(queue.take(Long.MAX_VALUE)).containsExactly(late);
        publisher.join();
    }

    @Test
    void settlesWhatWaitsTooLongAndWhatWasTakenToo() throws InterruptedException {
        PublishQueue queue = queue();
        Pending taken = pending(1);
        queue.offer(taken);
        queue.take(0);
        Pending waiting = pending(1);
        queue.offer(waiting);
        ticker.advanceMs(1);
        Pending young = pending(1);
        queue.offer(young);
        queue.expire();
        assertThat(outcome(taken)).isEqualTo("unknown");
        assertThat(outcome(waiting)).isEqualTo("unavailable");
        assertThat(outcome(young)).isEqualTo("waits");
        assertThat(queue.take(0)).containsExactly(young);
    }

    @Test
    void leavesAloneWhatIsSettled() throws InterruptedException {
        PublishQueue queue = queue();
        Pending taken = pending(1);
        queue.offer(taken);
        queue.take(0);
        taken.reached(new Stamp(new Origin("o"), 1));
        queue.confirmed();
        ticker.advanceMs(10);
        queue.expire();
        assertThat(outcome(taken)).isEqualTo("accepted");
    }

    @Test
    void watchesWhatTheBrokerHasUntilItHasComeAsFarAsWasAskedFor() throws InterruptedException {
        PublishQueue queue = queue();
        Pending confirmed = pending(1);
        queue.offer(confirmed);
        queue.take(0);
        queue.confirmed();
        queue.expire();
        assertThat(outcome(confirmed)).isEqualTo("waits");
        ticker.advanceMs(10);
        queue.expire();
        assertThat(outcome(confirmed)).isEqualTo("unknown");
    }

    @Test
    void countsWhatIsConfirmedAndStillWaits() throws InterruptedException {
        PublishQueue queue = queue("carillon.publish.queue.max", "2");
        Pending first = pending(1);
        queue.offer(first);
        queue.take(0);
        queue.confirmed();
        assertThat(queue.offer(pending(1))).isTrue();
        assertThat(queue.offer(pending(1))).isFalse();
        first.reached(new Stamp(new Origin("o"), 1));
        queue.expire();
        assertThat(queue.offer(pending(1))).isTrue();
    }

    @Test
    void saysUnknownOfWhatIsConfirmedWhenAllIsRefused() throws InterruptedException {
        PublishQueue queue = queue();
        Pending confirmed = pending(1);
        queue.offer(confirmed);
        queue.take(0);
        queue.confirmed();
        queue.refuseAll();
        assertThat(outcome(confirmed)).isEqualTo("unknown");
    }

    @Test
    void isFinishedWhenItIsClosedAndEmpty() throws InterruptedException {
        PublishQueue queue = queue();
        queue.offer(pending(1));
        assertThat(queue.isFinished()).isFalse();
        queue.close();
        assertThat(queue.offer(pending(1))).isFalse();
        assertThat(queue.isFinished()).isFalse();
        assertThat(queue.take(Long.MAX_VALUE)).hasSize(1);
        assertThat(queue.isFinished()).isTrue();
        assertThat(queue.take(Long.MAX_VALUE)).as("nobody waits for what can't come").isEmpty();
        queue.pause(Long.MAX_VALUE);
    }

    @Test
    void refusesAllThatWait() {
        PublishQueue queue = queue();
        Pending waiting = pending(16_000);
        queue.offer(waiting);
        queue.refuseAll();
        assertThat(outcome(waiting)).isEqualTo("unavailable");
        assertThat(queue.size()).isZero();
        assertThat(queue.offer(pending(16_000))).isTrue();
    }
}
