package carillon.history;

import carillon.channel.Origin;
import carillon.config.Retention;
import carillon.config.Ticker;

/**
 * Numbers foreign publications, which have no sequence, by the time at which this node delivers them. Guarded by the history.
 */
final class ForeignClock {

    /** Stands for all foreign programs. */
    static final Origin FOREIGN = new Origin("----------------------");
    /** Two nodes deliver the same foreign publication at other times; they differ by less than this part of the window (5 seconds of 120). */
    private static final int OVERLAP = 24;
    private static final long MS = 1_000_000L;

    private final Ticker ticker;
    private final long windowNanos;
    /** Before all that is still remembered, here or by who warms this node up. */
    private final long startedAt;
    /** When the last one was delivered. */
    private long last;

    ForeignClock(Ticker ticker, long windowNanos) {
        this(ticker, windowNanos, ticker.nanos() - (Retention.FLOORS + 1) * windowNanos);
    }

    private ForeignClock(Ticker ticker, long windowNanos, long startedAt) {
        this.ticker = ticker;
        this.windowNanos = windowNanos;
        this.startedAt = startedAt;
    }

    /** One with the same beginning that has numbered nothing. */
    ForeignClock blank() {
        return new ForeignClock(ticker, windowNanos, startedAt);
    }

    /** The number of one that is delivered at a moment; numbers rise. */
    long next(long at) {
        last = Math.max(last + 1, at - startedAt);
        return last;
    }

    /** Another one has numbered up to there. */
    void follow(ForeignClock other) {
        last = Math.max(last, other.last);
    }

    /** Up to when the foreign publications of this node were surely seen by who saw all up to an age ago elsewhere. */
    long seen(long ageMs) {
        return ticker.nanos() - startedAt - ageMs * MS - overlapNanos();
    }

    /** For how long what is older than the window is offered again to who was away for a whole one. */
    long overlapNanos() {
        return windowNanos / OVERLAP;
    }

    /** The times of foreign publications are this node's own: they travel as how long ago it was, and back. */
    Mark mirrored(Mark mark, long now) {
        return mark.origin().equals(FOREIGN) ? new Mark(mark.channel(), mark.origin(), Math.max(1, now - startedAt - mark.sequence()), mark.agoMs()) : mark;
    }
}
