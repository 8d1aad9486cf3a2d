package carillon.hub.outbox;

import static carillon.hub.outbox.OutboxRig.offer;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.protocol.Frame;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How an outbox ends: when all is written, or when a write fails. */
class OutboxEndTest {

    private final OutboxRig rig = new OutboxRig();

    @Test
    void writesWhatWaitsAndTheGoodbyeBeforeItFinishes() {
        Outbox outbox = rig.lines(rig.blocking);
        offer(outbox, "a", "b");
        outbox.finish(Optional.of(Frame.of("goodbye")), () -> rig.events.add("finished"));
        offer(outbox, "too late");
        rig.blocking.release();
        assertThat(rig.events).isEmpty();
        rig.blocking.release();
        assertThat(rig.blocking.messages()).containsExactly("a", "b\ngoodbye");
        assertThat(rig.events).containsExactly("finished");
    }

    @Test
    void finishesAtOnceWhereNothingWaits() {
        rig.lines(rig.blocking).finish(Optional.empty(), () -> rig.events.add("finished"));
        assertThat(rig.events).containsExactly("finished");
    }

    @Test
    void finishesOnceWhereItFails() {
        Outbox outbox = rig.lines(rig.blocking);
        offer(outbox, "a", "b");
        outbox.finish(Optional.of(Frame.of("goodbye")), () -> rig.events.add("finished"));
        rig.blocking.fail(new IOException());
        assertThat(rig.events).containsExactly("failed", "finished");
        assertThat(rig.blocking.messages()).containsExactly("a");
    }

    @Test
    void saysWhenAWriteFailedAndDropsWhatWaits() {
        Outbox outbox = rig.lines(rig.blocking);
        offer(outbox, "a", "b");
        rig.blocking.fail(new IOException());
        assertThat(rig.events).containsExactly("failed");
        assertThat(rig.blocking.messages()).containsExactly("a");
        assertThat(outbox.idle()).isTrue();
        offer(rig.lines(new FailingTransport()), "c");
        assertThat(rig.events).containsExactly("failed", "failed");
    }

    @Test
    void endsWhereATransportThrows() {
        Outbox outbox = rig.lines(new ThrowingTransport());
        outbox.ping();
        assertThat(rig.events).containsExactly("failed");
        assertThat(outbox.idle()).isTrue();
    }
}
