package carillon.backplane;

import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalLong;

/**
 * How the server calls the listener to the topic: how often, how long one call takes, and whether several come at once, as they must not. Safe for use by any
 * thread.
 *
 * <p>Whether there is more than one session shows only when two messages come so close together that both are at work. So of the first heartbeats after the boot those
 * that come out of a silence are held up for a moment: a second session takes the next message meanwhile, which is another heartbeat, sent at once for that. Where there is no silence, messages
 * come close together anyway. A publication is not held up.
 */
@ApplicationScoped
public class Downlink {

    private static final int FIRST_BEATS = 20;
    private static final long FIRST_BEATS_MS = 50;
    private static final long MS = 1_000_000L;
    /** Shorter than from one heartbeat to the next. */
    private static final long SILENCE_NANOS = 200 * MS;

    private final Ticker ticker;
    private final long firstBeatsMs;
    /** Guarded by this; so are all fields below. */
    private int firstBeats;
    private boolean outOfSilence;
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
        this(ticker, FIRST_BEATS, FIRST_BEATS_MS);
    }

    /**
     * Makes one of a listener that was never called.
     *
     * @param firstBeats how many heartbeats out of a silence are held up
     * @param firstBeatsMs for how long at most, in milliseconds
     */
    public Downlink(Ticker ticker, int firstBeats, long firstBeatsMs) {
        this.ticker = ticker;
        this.firstBeats = firstBeats;
        this.firstBeatsMs = firstBeatsMs;
    }

    /** A call begins. */
    public synchronized void enter() {
        long now = ticker.nanos();
        outOfSilence = calls++ == 0 || now - calledAt >= SILENCE_NANOS;
        calledAt = now;
        inside++;
        if (inside > 1) {
            overlaps++;
            notifyAll();
        } else {
            enteredAt = now;
        }
    }

    /** The call that has begun is for a heartbeat: it is held up for a moment, if it is one of those that are. */
    public synchronized void linger() {
        if (inside > 1 || !outOfSilence || firstBeats <= 0) {
            return;
        }
        firstBeats--;
        try {
            wait(firstBeatsMs); // that it may end early, for any reason, does no harm
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
