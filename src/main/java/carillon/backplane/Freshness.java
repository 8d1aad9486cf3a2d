package carillon.backplane;

import carillon.channel.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells heartbeats that come for the first time from those that come again: whoever can read the topic can send an old one again, signature and all. Safe for use by any thread.
 */
@ApplicationScoped
public class Freshness {

    private static final int MAX = 1_024;

    /** The highest number of a probe of each origin; the one that was heard longest ago is forgotten first. Guarded by this. */
    private final Map<Origin, Long> highest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, Long> eldest) {
            return size() > MAX;
        }
    };

    /** Whether a heartbeat is later than all that came before of its origin. One without a probe, of an older version, always is. */
    public synchronized boolean isFresh(Beat beat) {
        if (beat.probe().isEmpty()) {
            return true;
        }
        long number = beat.probe().get().number();
        Long before = highest.get(beat.origin());
        if (before != null && number <= before) {
            return false;
        }
        highest.put(beat.origin(), number);
        return true;
    }
}
