package carillon.sequence;

import java.util.concurrent.atomic.AtomicLong;

/** How often something went by the rules of order: counters that only grow. Safe for use by any thread. */
public final class Tally {

    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong holes = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong repaired = new AtomicLong();
    private final AtomicLong leaps = new AtomicLong();

    /** One more was dropped. */
    void duplicate() {
        duplicates.incrementAndGet();
    }

    /** One more hole was declared. */
    void lost(Hole hole) {
        lost.addAndGet(hole.size());
        holes.incrementAndGet();
    }

    /** So much more is asked for. */
    void asked(int requests) {
        asked.addAndGet(requests);
    }

    /** One more came only because it was sent again. */
    void repair() {
        repaired.incrementAndGet();
    }

    /** One more was passed over that no origin can have reached. */
    void leap() {
        leaps.incrementAndGet();
    }

    /** How many numbers were passed over that no origin can have reached. */
    public long leaps() {
        return leaps.get();
    }

    /** How many duplicates were dropped. */
    public long duplicates() {
        return duplicates.get();
    }

    /** How many publications were declared lost. */
    public long lost() {
        return lost.get();
    }

    /** How many holes were declared. */
    public long holes() {
        return holes.get();
    }

    /** How often this node had something to ask for. */
    public long asked() {
        return asked.get();
    }

    /** How many publications came only because they were sent again. */
    public long repaired() {
        return repaired.get();
    }
}
