package carillon.check;

import carillon.config.Limit;
import carillon.config.Settings;
import java.util.List;

/** Warns where the heap can't hold what the limits allow all together. Immutable. */
final class HeapSize implements Advice {

    private static final long MB = 1024 * 1024;
    /** What the server and the application need before the first client is there. */
    private static final long IDLE_NODE_BYTES = 80 * MB;
    /** An idle connection on Payara Micro, as measured (docs/performance.md, S4); WildFly needs a third of that. */
    private static final long CONNECTION_BYTES = 30 * 1024;
    private static final List<Limit> QUEUES = List.of(Limit.HISTORY_MAX_BYTES, Limit.HOLD_MAX_BYTES,
            Limit.PUBLISH_QUEUE_MAX_BYTES, Limit.UNECHOED_MAX_BYTES);

    private final long heap;

    /**
     * @param heap the largest size of the heap, in bytes
     */
    HeapSize(long heap) {
        this.heap = heap;
    }

    @Override
    public void examine(Settings settings, SettingsSource source, Findings findings) {
        long queues = QUEUES.stream().mapToLong(settings::get).sum() + outboxes(settings);
        int connections = settings.get(Limit.CONNECTIONS_MAX);
        long need = IDLE_NODE_BYTES + queues + connections * CONNECTION_BYTES;
        if (need > heap) {
            long fitting = Math.max(1, (heap - IDLE_NODE_BYTES - queues) / CONNECTION_BYTES);
            findings.warn("The heap (" + heap / MB + " MB) can't hold what the limits allow: " + connections
                    + " connections need " + connections * CONNECTION_BYTES / MB + " MB, history, queues and outboxes "
                    + queues / MB + " MB, the server " + IDLE_NODE_BYTES / MB + " MB; set -Xmx" + (need / MB + 1) + "m"
                    + (fitting > 1 ? " or " + Limit.CONNECTIONS_MAX.key() + " to " + fitting : " or lower the limits") + ".");
        }
    }

    /** All outboxes together: a quarter of the heap where nothing is set. */
    private long outboxes(Settings settings) {
        int set = settings.get(Limit.OUTBOX_TOTAL_MAX_BYTES);
        return set > 0 ? set : heap / 4;
    }
}
