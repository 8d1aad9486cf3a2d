package carillon.endpoint;

import carillon.config.Ticker;

/**
 * Lets so much pass per second, and after a quiet time some more at once.
 *
 * <p>It holds one moment, not a count that somebody has to fill up: when it would be full again if nothing more came. Used by one thread at a time.
 */
final class Bucket {

    private static final long SECOND = 1_000_000_000L;

    private final Ticker ticker;
    /** What one costs, in nanoseconds; 0 where any number may pass. */
    private final long cost;
    private final long burst;
    private long fullAt;

    /**
     * Makes one that is full.
     *
     * @param perSecond how much may pass in the long run; 0 for any amount
     * @param burst how much may pass at once; at least 1
     */
    Bucket(int perSecond, long burst, Ticker ticker) {
        this(perSecond, SECOND, burst, ticker);
    }

    /**
     * Makes one that is full.
     *
     * @param amount how much may pass in a time, in the long run; 0 for any amount
     * @param nanos that time, in nanoseconds
     * @param burst how much may pass at once; at least 1
     */
    Bucket(long amount, long nanos, long burst, Ticker ticker) {
        this.ticker = ticker;
        this.cost = amount == 0 ? 0 : Math.max(1, nanos / amount);
        this.burst = burst;
        this.fullAt = ticker.nanos();
    }

    /** Whether one more may pass; if so, it is counted. */
    boolean take() {
        return take(1);
    }

    /** Whether so much more may pass; if so, it is counted. What is more than the burst may pass when nothing has passed of late. */
    boolean take(long amount) {
        if (cost == 0) {
            return true;
        }
        long now = ticker.nanos();
        if (fullAt - now > Math.max(0, burst - amount) * cost) {
            return false;
        }
        fullAt = (fullAt - now > 0 ? fullAt : now) + amount * cost;
        return true;
    }
}
