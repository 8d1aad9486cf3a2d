package carillon.snapshot;

import carillon.channel.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/**
 * By what means this node gets what it did not hear, as was seen and not as was configured. Safe for use by any thread.
 */
@ApplicationScoped
public class Means {

    /** Heartbeats that come so much faster than they were sent were kept by somebody. */
    private static final long FASTER_MS = 1_500;
    private static final int MAX = 256;

    /** When the first heartbeat of an origin came, and for how long it had been up then, in milliseconds; guarded by this, as are all fields. */
    private final Map<Origin, long[]> first = new HashMap<>();
    private boolean replays;
    private boolean answers;
    private boolean unanswered;
    private boolean peers;

    /** A heartbeat came before this node's own: perhaps an old one. */
    public synchronized void early(Origin origin, long uptimeMs, long nowMs) {
        long[] one = first.size() < MAX ? first.computeIfAbsent(origin, none -> new long[] {nowMs, uptimeMs}) : first.getOrDefault(origin, new long[] {nowMs, uptimeMs});
        replays |= uptimeMs - one[1] > nowMs - one[0] + FASTER_MS;
    }

    /** This node hears what is said now. */
    public synchronized void live() {
        first.clear();
    }

    /** Another node has answered this one, or has not, though it was asked. */
    public synchronized void asked(boolean answered) {
        answers |= answered;
        unanswered = !answered;
    }

    /** Whether somebody else is there who could answer. */
    public synchronized void peers(boolean there) {
        peers = there;
    }

    /** What they come to. */
    public synchronized Mode mode() {
        if (replays) {
            return Mode.FULL;
        }
        return peers && !unanswered || answers && peers ? Mode.REPAIR : Mode.LIVE_ONLY;
    }
}
