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

    /** By how much a node may have listened before it counted its own time. */
    private static final long SPARE_MS = 1_500;
    private static final int MAX = 256;
    /** By how much longer than this node another must have heard, so that the broker had something to say again when this one came. */
    private static final long EARLIER_MS = 5_000;

    /** For how long each origin had been up when its first heartbeat was sent that came here, in milliseconds; guarded by this, as are all fields. */
    private final Map<Origin, Long> first = new HashMap<>();
    private boolean replays;
    private boolean answers;
    private boolean unanswered;
    private boolean peers;
    private boolean untold;

    /**
     * A heartbeat came before this node's own: perhaps an old one. Some are if they span more time than this node has been there; those of less may have piled up while it had no time for them.
     *
     * @param uptimeMs for how long its sender had been up, in milliseconds
     * @param ownMs for how long this node has been
     */
    public synchronized void early(Origin origin, long uptimeMs, long ownMs) {
        Long since = first.size() < MAX ? first.computeIfAbsent(origin, none -> uptimeMs) : first.getOrDefault(origin, uptimeMs);
        replays |= uptimeMs - since > ownMs + SPARE_MS;
    }

    /**
     * This node hears what is said now, by another.
     *
     * @param coverMs how far back that one knows all, in milliseconds; 0 if it knows nothing
     * @param ownMs for how long this node has been there
     */
    public synchronized void live(long coverMs, long ownMs) {
        first.clear();
        untold |= coverMs - ownMs > EARLIER_MS;
    }

    /** Whether the broker could have said again what was said before this node came, and did not: of nodes that boot together with their broker there is nothing to be said. */
    public synchronized boolean lacksReplay() {
        return untold && mode() == Mode.REPAIR;
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
