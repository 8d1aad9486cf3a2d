package carillon.backplane;

import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalLong;

/**
 * How the server calls the listener to the topic: how often, how long one call takes, and whether several come at once, as they must not. Safe for use by any
 * thread.
 *
 * <p>Whether there is more than one session shows only when two messages come so close together that both are at work. So the first calls after the boot, before
 * the node is ready, are held up for a moment: a second session takes the next message meanwhile.
 */
@ApplicationScoped
public class Downlink {

    private static final int FIRST_CALLS = 20;
    private static final long FIRST_CALLS_MS = 25;
    private static final long MS = 1_000_000L;

    private final Ticker ticker;
    private final int firstCalls;
    private final long firstCallsMs;
    /** Guarded by this; so are all fields below. */
    private int inside;
    private long calls;
    private long overlaps;
    private long enteredAt;
    private long calledAt;

    /** For the container's proxy only. */
    protected Downlink() {
        this(null);
    }

    /** Makes one of a listener that was never called. */
    @Inject
    public Downlink(Ticker ticker) {
        this(ticker, FIRST_CALLS, FIRST_CALLS_MS);
    }

    /**
     * Makes one of a listener that was never called.
     *
     * @param firstCalls how many calls are held up
     * @param firstCallsMs for how long at most, in milliseconds
     */
    public Downlink(Ticker ticker, int firstCalls, long firstCallsMs) {
        this.ticker = ticker;
        this.firstCalls = firstCalls;
        this.firstCallsMs = firstCallsMs;
    }

    /** A call begins. */
    public synchronized void enter() {
        calls++;
        calledAt = ticker.nanos();
        inside++;
        if (inside > 1) {
            overlaps++;
            notifyAll();
        } else {
            enteredAt = calledAt;
            linger();
        }
    }

    private void linger() {
        if (calls > firstCalls) {
            return;
        }
        try {
            wait(firstCallsMs); // that it may end early, for any reason, does no harm
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A call has ended. */
    public synchronized void leave() {
        inside--;
        enteredAt = ticker.nanos(); // of another one that is still at work it is at least known that it began before
    }

    /** For how long the listener has been at work on one message, in milliseconds; 0 if it is not. */
    public synchronized long busyMs() {
        return inside == 0 ? 0 : (ticker.nanos() - enteredAt) / MS;
    }

    /** How long ago the listener was last called, in milliseconds; empty if it never was. */
    public synchronized OptionalLong silentMs() {
        return calls == 0 ? OptionalLong.empty() : OptionalLong.of((ticker.nanos() - calledAt) / MS);
    }

    /** How often it was called. */
    public synchronized long calls() {
        return calls;
    }

    /** How often it was called while it was at work. */
    public synchronized long overlaps() {
        return overlaps;
    }
}
