package carillon.hub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A write that has just begun is not stuck, however long ago the last one was. */
class OutboxStuckRaceTest {

    private static final int WRITES = 300_000;

    private final OutboxRules rules = OutboxRules.of(Settings.of(Map.of()), new ManualTicker(), Dialect.V1, true);
    private final AtomicReference<Outbox> current = new AtomicReference<>(outbox());
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicBoolean stuck = new AtomicBoolean();

    private Outbox outbox() {
        return new Outbox(new RecordingTransport(), rules, () -> { });
    }

    @Test
    void doesNotLookStuckWhileAWriteBegins() throws InterruptedException {
        Thread keepalive = new Thread(this::watch);
        keepalive.start();
        for (int i = 0; i < WRITES && !stuck.get(); i++) {
            Outbox outbox = outbox();
            current.set(outbox);
            outbox.offer(() -> List.of(Frame.of("a")));
        }
        done.set(true);
        keepalive.join();
        assertThat(stuck).isFalse();
    }

    private void watch() {
        while (!done.get()) {
            if (current.get().stuck()) {
                stuck.set(true);
            }
        }
    }
}
