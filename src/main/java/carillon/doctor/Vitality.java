package carillon.doctor;

import carillon.backplane.Downlink;
import carillon.backplane.Uplink;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/**
 * Whether all parts of this node that run by themselves still do: its threads, and the listener to the topic. Safe for use by any thread.
 *
 * <p>Of a thread that has died it says so at once. Of what may be stuck it does so slowly, since whoever asks restarts the node, and never because of the broker: where a node hears nobody, a sender that waits waits for the broker.
 */
@ApplicationScoped
public class Vitality {

    /** Who was heard so long ago or less is there, and with him the broker. */
    private static final long HEARD_MS = 10_000;
    private static final long MS = 1_000_000L;

    private final Uplink uplink;
    private final Downlink downlink;
    private final NodeThreads threads;
    private final Ticker ticker;
    private final long limitMs;
    private volatile boolean ticked;
    private volatile long tickedAt;

    /** For the container's proxy only. */
    protected Vitality() {
        this(null, null, null, Settings.of(Map.of()), null);
    }

    /** Makes one of a node that has not begun. */
    @Inject
    public Vitality(Uplink uplink, Downlink downlink, NodeThreads threads, Settings settings, Ticker ticker) {
        this.uplink = uplink;
        this.downlink = downlink;
        this.threads = threads;
        this.ticker = ticker;
        this.limitMs = settings.get(Limit.LIVE_MS);
    }

    /** The timer does its work. */
    public void tick() {
        tickedAt = ticker.nanos();
        ticked = true;
    }

    /** Whether all that runs by itself has begun, whatever the broker does. */
    public boolean hasStarted() {
        return ticked && uplink.hasBegun();
    }

    /** Which thread of this node has died, in words; empty if none has. It takes no time to be sure of: a node that is half there is neither ready nor live. */
    public Optional<String> dead() {
        return threads.dead();
    }

    /** What has died, or has been stuck for too long, in words; empty if all is well, or nothing has begun. */
    public Optional<String> failure() {
        return dead().or(this::stuck);
    }

    private Optional<String> stuck() {
        if (ticked && (ticker.nanos() - tickedAt) / MS > limitMs) {
            return Optional.of("The timer has not run for " + limitMs / 1_000 + " s.");
        }
        if (downlink.busyMs() > limitMs) {
            return Optional.of("The listener to the topic has been at work on one message for " + limitMs / 1_000 + " s.");
        }
        if (uplink.turnMs() > limitMs && uplink.isDead()) {
            return Optional.of("The thread that speaks to the broker has died.");
        }
        boolean heard = downlink.silentMs().orElse(Long.MAX_VALUE) <= HEARD_MS;
        return uplink.turnMs() > limitMs && heard && !uplink.hasEnded()
                ? Optional.of("The thread that speaks to the broker has been stuck for " + limitMs / 1_000 + " s, though this node hears others.") : Optional.empty();
    }
}
