package carillon.relay;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How much this node may have sent to the broker that has not come back to it yet. Guarded by its queue.
 *
 * <p>What waits beyond that waits in the publish queue, where each client has its share, and not in the broker, where a heartbeat and one honest publication stand behind
 * all that a flood has sent. One batch may always be under way; more as long as what was sent comes back within {@value #TARGET_MS} ms.
 */
final class EchoWindow {

    /** Well below what publishers bear, well above what a broker and a fan-out take. */
    private static final int TARGET_MS = 100;
    private static final long TARGET_NANOS = TARGET_MS * 1_000_000L;

    private final Ticker ticker;
    private final long least;
    private final long most;
    private final Deque<Sent> underWay = new ArrayDeque<>();
    private long bytes;

    private record Sent(long last, long bytes, long at) {
    }

    /** Makes one that has sent nothing. */
    EchoWindow(Settings settings, Ticker ticker) {
        this.ticker = ticker;
        this.least = settings.get(Limit.BATCH_MAX_BYTES);
        this.most = settings.get(Limit.UNECHOED_MAX_BYTES);
    }

    /**
     * A batch is about to be sent.
     *
     * @param last its last sequence; rises from call to call
     * @param cost what it costs, in bytes
     */
    void sent(long last, long cost) {
        underWay.addLast(new Sent(last, cost, ticker.nanos()));
        bytes += cost;
    }

    /**
     * Something of this node's own has come back.
     *
     * @param last all up to this sequence has come back, or will never
     * @return whether more may be sent now than before
     */
    boolean heard(long last) {
        boolean less = false;
        while (!underWay.isEmpty() && underWay.peekFirst().last() <= last) {
            bytes -= underWay.removeFirst().bytes();
            less = true;
        }
        return less;
    }

    /** Whether another batch may be sent. */
    boolean isOpen() {
        return bytes < least || bytes < most && ticker.nanos() - underWay.peekFirst().at() < TARGET_NANOS;
    }
}
