package carillon.endpoint;

import carillon.config.Ticker;

/**
 * Lets so many pass per second, and after a quiet time some more at once.
 *
 * <p>It holds one moment, not a count that somebody has to fill up: when it would be full again if nothing more came. Used by one thread at a time.
 */
final class Bucket {

    private static final long SECOND = 1_000_000_000L;

    private final Ticker ticker;
    /** What one costs, in nanoseconds; 0 where any number may pass. */
    private final long cost;
    private final long room;
    private long fullAt;

    /**
     * Makes one that is full.
     *
     * @param perSecond how many may pass in the long run; 0 for any number
     * @param burst how many may pass at once; at least 1
     */
    Bucket(int perSecond, long burst, Ticker ticker) {
        this.ticker = ticker;
        this.cost = perSecond == 0 ? 0 : Math.max(1, SECOND / perSecond);
        this.room = (burst - 1) * cost;
        this.fullAt = ticker.nanos();
    }

    /** Whether one more may pass; if so, it is counted. */
    boolean take() {
        if (cost == 0) {
            return true;
        }
        long now = ticker.nanos();
        if (fullAt - now > room) {
            return false;
        }
        fullAt = (fullAt - now > 0 ? fullAt : now) + cost;
        return true;
    }
}
