package carillon.backplane;

import carillon.channel.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far each origin has been heard: what tells a publication from its duplicate. Safe for use by any thread.
 *
 * <p>Bounded to the {@value #MAX} origins heard last: an origin is one boot of one node, so only a forger gets there.
 */
@ApplicationScoped
public class Positions {

    static final int MAX = 4_096;

    /** Guarded by this; so are all fields below. In the order of last use. */
    private final Map<Origin, Long> last = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, Long> eldest) {
            return size() > MAX;
        }
    };
    private long duplicates;
    private long missed;

    /**
     * Moves an origin on.
     *
     * @return false if the sequence is not above all that came before: a duplicate
     */
    public synchronized boolean advance(Origin origin, long sequence) {
        Long before = last.get(origin);
        if (before != null && sequence <= before) {
            duplicates++;
            return false;
        }
        if (before != null) {
            missed += sequence - before - 1;
        }
        last.put(origin, sequence);
        return true;
    }

    /** How far an origin has been heard; 0 if never. */
    public synchronized long of(Origin origin) {
        return last.getOrDefault(origin, 0L);
    }

    /** How many duplicates were told apart. */
    public synchronized long duplicates() {
        return duplicates;
    }

    /** How many sequences were skipped: publications of other nodes that never came here. */
    public synchronized long missed() {
        return missed;
    }
}
