package carillon.backplane;

import carillon.channel.Origin;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which origins were heard of late: the nodes that are there, this one included. Safe for use by any thread.
 */
@ApplicationScoped
public class Peers {

    /** More nodes than any cluster has; a flood of forged beats stops here. */
    static final int MAX = 1_024;

    private final Ticker ticker;
    private final long timeoutNanos;
    /** When each was last heard; guarded by this. */
    private final Map<Origin, Long> heardAt = new HashMap<>();
    /** What each told of itself; guarded by this. */
    private final Map<Origin, Figures> figures = new HashMap<>();

    /** For the container's proxy only. */
    protected Peers() {
        this(Settings.of(Map.of()), null);
    }

    /** Makes an empty one. */
    @Inject
    public Peers(Settings settings, Ticker ticker) {
        this.ticker = ticker;
        this.timeoutNanos = settings.nanos(Limit.HEARTBEAT_TIMEOUT_MS);
    }

    /** Remembers that an origin is there. */
    public synchronized void heard(Origin origin) {
        forget();
        if (heardAt.size() < MAX || heardAt.containsKey(origin)) {
            heardAt.put(origin, ticker.nanos());
        }
    }

    /** Remembers what an origin that is there tells of itself. */
    public synchronized void told(Origin origin, Figures its) {
        if (heardAt.containsKey(origin)) {
            figures.put(origin, its);
        }
    }

    /** What each origin that is there told of itself last, as far as it did. */
    public synchronized Map<Origin, Figures> figures() {
        forget();
        return Map.copyOf(figures);
    }

    /** The origins that are there, in their order. */
    public synchronized Set<Origin> present() {
        forget();
        return new TreeSet<>(heardAt.keySet());
    }

    /**
     * Whether this origin is the one to do what only one node should do. All nodes that hear the same beats agree; while they don't, two may do
     * it, or none.
     */
    public boolean isFirst(Origin self) {
        Set<Origin> present = present();
        return present.isEmpty() || present.iterator().next().equals(self);
    }

    private void forget() {
        long now = ticker.nanos();
        heardAt.values().removeIf(at -> now - at > timeoutNanos);
        figures.keySet().retainAll(heardAt.keySet());
    }
}
