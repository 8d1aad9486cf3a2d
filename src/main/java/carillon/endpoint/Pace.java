package carillon.endpoint;

import carillon.config.Ticker;

/** How fast one connection may ask for one kind of thing, and how long it is put up with when it asks faster. Used by one thread at a time. */
final class Pace {

    /** How much is refused before the connection is ended: what would have been allowed in so many seconds. */
    static final int PATIENCE_SECONDS = 10;

    /** What to do with what was asked. */
    enum Verdict {
        /** Carry it out. */
        ALLOWED,
        /** Refuse it. */
        TOO_FAST,
        /** Refuse it, and end the connection. */
        ENOUGH
    }

    private final Bucket allowed;
    private final Bucket refused;

    /**
     * Makes one.
     *
     * @param perSecond how much may be asked per second; 0 for any number
     * @param burst how much may be asked at once
     */
    Pace(int perSecond, int burst, Ticker ticker) {
        allowed = new Bucket(perSecond, burst, ticker);
        refused = new Bucket(perSecond, (long) PATIENCE_SECONDS * perSecond, ticker);
    }

    /** Counts one more. */
    Verdict next() {
        return next(1);
    }

    /** Counts so much more. */
    Verdict next(long amount) {
        if (allowed.take(amount)) {
            return Verdict.ALLOWED;
        }
        return refused.take(amount) ? Verdict.TOO_FAST : Verdict.ENOUGH;
    }
}
