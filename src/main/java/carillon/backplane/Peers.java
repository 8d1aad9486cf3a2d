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
import java.util.stream.Collectors;

/**
 * Which origins were heard of late: the nodes that are there, this one included. Safe for use by any thread.
 */
@ApplicationScoped
public class Peers {

    /** More nodes than any cluster has; a flood of forged beats stops here. */
    static final int MAX = 1_024;

    /** For so long the name of a node that fell silent is known. */
    private static final long TOLD_NANOS = 600_000_000_000L;

    private final Ticker ticker;
    private final long timeoutNanos;
    /** When each was last heard; guarded by this. */
    private final Map<Origin, Long> heardAt = new HashMap<>();
    /** What each told of itself, and when; guarded by this. */
    private final Map<Origin, Told> told = new HashMap<>();

    private record Told(Figures figures, long at) {
    }

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
        if (heardAt.containsKey(origin) && (told.size() < MAX || told.containsKey(origin))) {
            told.put(origin, new Told(its, ticker.nanos()));
        }
    }

    /** What each origin told of itself last, as far as it did, also those that have fallen silent within the last ten minutes. */
    public synchronized Map<Origin, Figures> figures() {
        forget();
        return told.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> one.getValue().figures()));
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
        told.entrySet().removeIf(one -> now - one.getValue().at() > TOLD_NANOS && !heardAt.containsKey(one.getKey()));
    }
}
