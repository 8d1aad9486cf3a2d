package carillon.hub.outbox;

import static carillon.hub.outbox.OutboxRig.hundred;
import static carillon.hub.outbox.OutboxRig.offer;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.protocol.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How an outbox goes at the pace of its client: pings, the window, and what it missed. */
class OutboxPaceTest {

    private final OutboxRig rig = new OutboxRig();

    @Test
    void writesNoMoreThanTheWindowToAClientThatDoesNotRead() {
        RecordingTransport transport = new RecordingTransport();
        Outbox outbox = rig.windowed(transport, 10_000);
        for (int i = 0; i < 20; i++) {
            offer(outbox, hundred(i));
        }
        assertThat(transport.messages()).hasSize(4);
        assertThat(outbox.unprovenBytes()).isEqualTo(400);
        assertThat(transport.pings()).as("one behind each quarter of the window").hasSize(4);
        assertThat(outbox.idle()).as("it waits for the client, and no thread waits with it").isFalse();
    }

    @Test
    void goesOnWhenTheClientProvesThatItReads() {
        RecordingTransport transport = new RecordingTransport();
        Outbox outbox = rig.windowed(transport, 10_000);
        for (int i = 0; i < 20; i++) {
            offer(outbox, hundred(i));
        }
        int answered = 0;
        while (answered < transport.pings().size()) {
            outbox.answered(transport.pings().get(answered++));
        }
        assertThat(String.join("\n", transport.messages())).isEqualTo(IntStream.range(0, 20).mapToObj(OutboxRig::hundred)
                .collect(Collectors.joining("\n")));
        assertThat(outbox.unprovenBytes()).isZero();
    }

    @Test
    void pingsInItsTurnAndNotIntoAWrite() {
        Outbox outbox = rig.lines(rig.blocking);
        offer(outbox, "a");
        outbox.ping();
        assertThat(rig.blocking.pings()).isEmpty();
        rig.blocking.release();
        assertThat(rig.blocking.pings()).hasSize(1);
    }

    @Test
    void isStuckWhenOneWriteTakesLongerThanItMay() {
        Outbox outbox = rig.lines(rig.blocking);
        rig.ticker.advanceMs(5_000);
        assertThat(outbox.stuck()).as("nothing is under way").isFalse();
        offer(outbox, "a", "b");
        rig.ticker.advanceMs(1_000);
        assertThat(outbox.stuck()).isFalse();
        rig.blocking.release();
        rig.ticker.advanceMs(1_000);
        assertThat(outbox.stuck()).as("each write has its own time").isFalse();
        rig.ticker.advanceMs(1);
        assertThat(outbox.stuck()).isTrue();
    }

    @Test
    void isStuckWhenTheClientDoesNotProveThatItReads() {
        Outbox outbox = rig.windowed(new RecordingTransport(), 10_000);
        for (int i = 0; i < 5; i++) {
            offer(outbox, hundred(i));
        }
        assertThat(outbox.stuck()).isFalse();
        rig.ticker.advanceMs(1_001);
        assertThat(outbox.stuck()).isTrue();
    }

    @Test
    void waitsForUsWhereTheClientCouldTakeMuchMore() {
        List<Runnable> turns = new ArrayList<>();
        Outbox outbox = rig.windowed(new RecordingTransport() {
            @Override
            public void whenFree(Runnable write) {
                turns.add(write);
            }
        }, 1_000);
        offer(outbox, hundred(1), hundred(2), hundred(3));
        assertThat(outbox.waitsForUs()).as("less than half of what may wait").isFalse();
        offer(outbox, hundred(4));
        assertThat(outbox.waitsForUs()).isTrue();
        while (!turns.isEmpty()) {
            turns.remove(0).run();
        }
        offer(outbox, hundred(5), hundred(6), hundred(7), hundred(8));
        assertThat(outbox.waitsForUs()).as("the client has to answer first").isFalse();
    }

    @Test
    void letsOthersGoBeforeAsLongAsTheClientHasMissedMore() {
        List<String> asked = new ArrayList<>();
        List<Runnable> turns = new ArrayList<>();
        Outbox outbox = rig.lines(new RecordingTransport() {
            @Override
            public void whenFree(Runnable write) {
                asked.add("free");
                turns.add(write);
            }

            @Override
            public void whenIdle(Runnable write) {
                asked.add("idle");
                turns.add(write);
            }
        });
        outbox.refillFrom(new TwoPages());
        offer(outbox, "reply");
        for (int i = 0; i < turns.size(); i++) {
            turns.get(i).run();
        }
        assertThat(asked).containsExactly("idle", "idle", "idle");
        offer(outbox, "live");
        assertThat(asked).endsWith("idle", "free");
    }

    /** Two frames that were missed, one after the other. */
    private static final class TwoPages extends NoBacklog {

        private int left = 2;

        @Override
        public List<Frame> next() {
            return List.of(Frame.of("missed " + left--));
        }

        @Override
        public boolean hasMore() {
            return left > 0;
        }

        @Override
        public boolean isOver() {
            return left == 0;
        }
    }
}
