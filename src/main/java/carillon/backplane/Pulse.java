package carillon.backplane;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.OptionalLong;

/**
 * When this node last heard its own heartbeat through the broker: the proof that it both speaks and hears. Safe for use by any thread.
 */
@ApplicationScoped
public class Pulse {

    private final Ticker ticker;
    private final long timeoutNanos;
    /** Guarded by this; so is the next field. */
    private boolean everFelt;
    private long feltAt;

    /** For the container's proxy only. */
    protected Pulse() {
        this(Settings.of(Map.of()), null);
    }

    /** Makes one that was never felt. */
    @Inject
    public Pulse(Settings settings, Ticker ticker) {
        this(settings.nanos(Limit.HEARTBEAT_TIMEOUT_MS), ticker);
    }

    Pulse(long timeoutNanos, Ticker ticker) {
        this.ticker = ticker;
        this.timeoutNanos = timeoutNanos;
    }

    /** This node's own heartbeat came back. */
    public synchronized void felt() {
        everFelt = true;
        feltAt = ticker.nanos();
    }

    /** Whether it came back of late: whether this node may say that it is part of the cluster. */
    public synchronized boolean alive() {
        return everFelt && ticker.nanos() - feltAt <= timeoutNanos;
    }

    /** How long ago it last came back, in milliseconds; empty if it never did. */
    public synchronized OptionalLong ageMs() {
        return everFelt ? OptionalLong.of((ticker.nanos() - feltAt) / 1_000_000) : OptionalLong.empty();
    }
}
