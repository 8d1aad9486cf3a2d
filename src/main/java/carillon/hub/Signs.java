package carillon.hub;

import carillon.config.Ticker;
import carillon.hub.outbox.Transport;

/** When a client gave its signs of life, and was asked for one. Safe for use by any thread, but for {@link #askIfDue}. */
public final class Signs {

    private final Transport transport;
    private final Ticker ticker;
    private final long openedAt;
    private volatile long heardAt;
    /** Used by the thread of the keepalive only. */
    private long askedAt;

    /** Makes those of a client that has just come. */
    Signs(Transport transport, Ticker ticker) {
        this.transport = transport;
        this.ticker = ticker;
        this.openedAt = ticker.nanos();
        this.heardAt = openedAt;
        this.askedAt = openedAt;
    }

    /** Remembers that the client gave one. */
    public void heard() {
        heardAt = ticker.nanos();
    }

    /** Whether the client gives any. */
    public boolean areExpected() {
        return transport.answersPings();
    }

    /** How long the client has given none, in nanoseconds; 0 if none can be expected. */
    public long silentNanos() {
        return areExpected() ? ticker.nanos() - heardAt : 0;
    }

    /** How long ago the client came, in nanoseconds. */
    public long ageNanos() {
        return ticker.nanos() - openedAt;
    }

    /** Notes that it is asked for one now; false if it was asked less than so many nanoseconds ago. */
    boolean askIfDue(long everyNanos) {
        if (ticker.nanos() - askedAt < everyNanos) {
            return false;
        }
        askedAt = ticker.nanos();
        return true;
    }
}
