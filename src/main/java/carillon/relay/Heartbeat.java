package carillon.relay;

import carillon.backplane.Beat;
import carillon.backplane.Figures;
import carillon.backplane.Pulse;
import carillon.backplane.Self;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.doctor.Roll;
import carillon.hub.Draining;
import carillon.hub.Fanout;
import carillon.hub.Hub;
import carillon.protocol.CloseCode;
import carillon.protocol.Pushes;
import carillon.relay.intake.Intake;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes this node's heartbeats, and tells the clients when they stop coming back or come back again.
 */
@ApplicationScoped
public class Heartbeat {

    /** Spread, so that the other nodes don't get them all at once. */
    private static final int COME_BACK_MS = 2_000;
    private static final Logger LOG = Logger.getLogger(Heartbeat.class.getName());

    private final Self self;
    private final Hub hub;
    private final Draining draining;
    private final Intake intake;
    private final Roll roll;
    private final Pulse pulse;
    private final Fanout fanout;
    private final Ticker ticker;
    private final long intervalNanos;
    private final long fenceNanos;
    private final long awayNanos;
    /** When the next beat is due; used by the sender's thread only. */
    private long dueAt;
    /** Whether a bare one follows the next; used by the sender's thread only. */
    private boolean followed;
    /** Whether the broker takes what this node says, and since when; written by the sender's thread only. */
    private volatile boolean speaking;
    private volatile long speakingSince;
    /** What the clients were last told; guarded by this. A node starts degraded: nobody has to be told. */
    private boolean degraded = true;
    /** Whether the clients were sent elsewhere since the node was last well; used by the thread that watches. */
    private boolean fenced;

    /** For the container's proxy only. */
    protected Heartbeat() {
        this(null, null, null, null, null, null, null, Settings.of(Map.of()), () -> 0);
    }

    /** Makes one whose first beat is due at once. */
    @Inject
    public Heartbeat(Self self, Hub hub, Draining draining, Intake intake, Roll roll, Pulse pulse, Fanout fanout, Settings settings, Ticker ticker) {
        this.self = self;
        this.hub = hub;
        this.draining = draining;
        this.intake = intake;
        this.roll = roll;
        this.pulse = pulse;
        this.fanout = fanout;
        this.ticker = ticker;
        this.fenceNanos = settings.nanos(Limit.FENCE_MS);
        this.awayNanos = settings.nanos(Limit.FENCE_AWAY_MS);
        this.intervalNanos = settings.nanos(Limit.HEARTBEAT_INTERVAL_MS);
        this.dueAt = ticker.nanos();
    }

    /** The broker has taken a beat, or something has failed. Called by the sender's thread. */
    void spoke(boolean taken) {
        if (!taken) {
            speaking = false;
        } else if (!speaking) {
            speakingSince = ticker.nanos();
            speaking = true;
        }
    }

    /** How long it is until the next beat is due, in nanoseconds; 0 or less if it is. */
    long dueInNanos() {
        return dueAt - ticker.nanos();
    }

    /**
     * The beats to send now: one, and behind every other one a bare one. Two that come so close together show whether the listener is called for both at once,
     * and, where nodes share a subscription, keep each from hearing always its own.
     */
    List<Beat> next(long lastSequence) {
        dueAt = ticker.nanos() + intervalNanos;
        followed = !followed;
        Beat beat = intake.beat(lastSequence);
        Beat first = beat.with(roll.call()).with(Figures.of(self.name(), draining.state().wire(), hub.size(), hub.channels()));
        return followed ? List.of(first) : List.of(first, beat.bare().with(roll.call()));
    }

    /** Compares what is with what the clients were told, and tells them if it differs. To be called a few times a second. */
    public void watch() {
        fence();
        boolean now = !pulse.alive();
        synchronized (this) {
            if (now == degraded) {
                return;
            }
            degraded = now;
        }
        LOG.log(now ? Level.WARNING : Level.INFO, () -> now ? "Degraded: this node no longer hears its own heartbeat through the broker. Clients stay; publishing is refused."
                : "Connected: this node hears its own heartbeat through the broker.");
        fanout.announce(Pushes.degraded(now));
    }

    /**
     * Sends everybody away once: where all nodes are in this state, those who come back stay, and are told that it is degraded.
     *
     * <p>Soon, where the broker takes what this node says but none of it comes back: then others are better off. Later, where the broker can't be
     * reached: mostly nobody reaches it then.
     */
    private void fence() {
        long age = pulse.ageMs().orElse(0) * 1_000_000;
        boolean lost = speaking ? Math.min(age, ticker.nanos() - speakingSince) > fenceNanos : age > awayNanos;
        if (lost && !fenced) {
            LOG.warning("Fenced: this node has not heard its own heartbeat for too long. Its clients are sent elsewhere.");
            fanout.closeAll(CloseCode.ELSEWHERE, () -> ThreadLocalRandom.current().nextInt(COME_BACK_MS));
        }
        fenced = lost;
    }
}
