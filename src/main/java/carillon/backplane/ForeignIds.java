package carillon.backplane;

import carillon.channel.ForeignId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of the last foreign messages: what tells one from its duplicate after a reconnect. Safe for use by any thread.
 *
 * <p>Bounded to the last {@value #MAX}, more than a broker's replay buffer of small messages redelivers at once.
 */
@ApplicationScoped
public class ForeignIds {

    static final int MAX = 65_536;

    /** Guarded by this; so is the next field. */
    private final Map<ForeignId, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ForeignId, Boolean> eldest) {
            return size() > MAX;
        }
    };
    private long duplicates;

    /** Remembers an id; false if it was there already: a duplicate. */
    public synchronized boolean add(ForeignId id) {
        boolean fresh = seen.put(id, Boolean.TRUE) == null;
        if (!fresh) {
            duplicates++;
        }
        return fresh;
    }

    /** How many duplicates were told apart. */
    public synchronized long duplicates() {
        return duplicates;
    }
}
