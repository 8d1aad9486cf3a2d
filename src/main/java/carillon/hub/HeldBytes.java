package carillon.hub;

import carillon.hub.outbox.Held;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Counts bytes that connections hold, those that several hold once. Used by one thread. */
final class HeldBytes implements Held {

    /** What a place in a queue costs. */
    private static final int PLACE = 8;
    /** A look at more would take the time of what is due meanwhile: what is not looked at counts as shared. */
    private static final int MOST_PLACES = 2_000_000;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final long enough;
    private long bytes;
    private int places;

    /**
     * Makes one that has counted nothing.
     *
     * @param enough how many bytes are enough to count
     */
    HeldBytes(long enough) {
        this.enough = enough;
    }

    @Override
    public boolean add(Object what, int size) {
        bytes += PLACE + (seen.add(what) ? size : 0);
        places++;
        return wantsMore();
    }

    /** Whether there is a point in counting more. */
    boolean wantsMore() {
        return bytes <= enough && places < MOST_PLACES;
    }

    /** How many it has counted. */
    long bytes() {
        return bytes;
    }
}
