package carillon.backplane;

import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How it is with what this node says to the broker: whether its sender runs, and whether the broker takes it. One thread writes it, any may read.
 */
@ApplicationScoped
public class Uplink {

    private static final long MS = 1_000_000L;

    private final Ticker ticker;
    private final LongAdder failures = new LongAdder();
    private volatile boolean begun;
    private volatile boolean dead;
    private volatile boolean ended;
    private volatile boolean taken;
    private volatile long takenSince;
    private volatile long turnedAt;
    private volatile Optional<Provider> provider = Optional.empty();

    /** For the container's proxy only. */
    protected Uplink() {
        this(null);
    }

    /** Makes one of a sender that has not begun. */
    @Inject
    public Uplink(Ticker ticker) {
        this.ticker = ticker;
    }

    /** The sender begins its next turn: a sign that it lives. */
    public void turn() {
        turnedAt = ticker.nanos();
        begun = true;
    }

    /** The broker is there. */
    public void reached(Optional<Provider> who) {
        provider = who;
        if (!taken) {
            takenSince = ticker.nanos();
            taken = true;
        }
    }

    /** The broker is not there. */
    public void lost() {
        failures.increment();
        taken = false;
    }

    /**
     * The sender has ended.
     *
     * @param wanted whether somebody wanted it to
     */
    public void end(boolean wanted) {
        dead = !wanted;
        ended = true;
        taken = false;
    }

    /** Whether the sender has begun. */
    public boolean hasBegun() {
        return begun;
    }

    /** Whether the sender has ended though nobody wanted it to. */
    public boolean isDead() {
        return dead;
    }

    /** Whether the sender has ended, as was wanted or not. */
    public boolean hasEnded() {
        return ended;
    }

    /** How long ago the sender began its last turn, in milliseconds; a turn takes no longer than the broker does, and a heartbeat's interval. */
    public long turnMs() {
        return begun ? (ticker.nanos() - turnedAt) / MS : 0;
    }

    /** For how long the broker has been taking what this node says, in milliseconds; empty if it does not. */
    public OptionalLong takenMs() {
        return taken ? OptionalLong.of((ticker.nanos() - takenSince) / MS) : OptionalLong.empty();
    }

    /** How often the broker was not there, or did not answer. */
    public long failures() {
        return failures.sum();
    }

    /** Who the broker's client says that it is; empty as long as there is none. */
    public Optional<Provider> provider() {
        return provider;
    }
}
