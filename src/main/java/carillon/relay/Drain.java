package carillon.relay;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.hub.Connection;
import carillon.hub.Draining;
import carillon.hub.Hub;
import carillon.protocol.CloseCode;
import carillon.sequence.Unechoed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Empties this node once {@link Draining} has begun, so that nothing is lost with it: first balancers are given time to notice, then the clients are sent
 * away in waves, each when what it published is answered and what waits for it is written; then the node hears back what it has published; then it is silent.
 *
 * <p>Each step is bounded in time. One thread at a time.
 */
@ApplicationScoped
public class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class.getName());
    private static final long SECOND = 1_000_000_000L;
    /** Few clients leave within this many a second: there is no crowd to be spread. */
    private static final int FEW_PER_SECOND = 200;
    /** Within a wave; small, since the waves themselves are spread. */
    private static final int COME_BACK_MS = 300;
    /** What waits for clients has so long to be written, once they were sent away. */
    private static final long FLUSH_NANOS = 2 * SECOND;
    /** A broker that restarts meanwhile is back within that. */
    private static final long HEAR_NANOS = 10 * SECOND;

    private final Draining draining;
    private final Hub hub;
    private final Publisher publisher;
    private final Unechoed unechoed;
    private final Ticker ticker;
    private final long readyNanos;
    private final long wavesNanos;
    private final long answerNanos;
    private final Map<Connection, Long> leaving = new HashMap<>();
    private final Set<Connection> told = new HashSet<>();
    private Step step = Step.IDLE;
    private long since;
    /** How many connections there were when the first was sent away, and in what time all are. */
    private int crowd;
    private long span;
    /** What the log says at the end: when the drain began, how many were sent away, and how many of them did not take it. */
    private long beganAt;
    private int sentAway;
    private int cut;

    private enum Step { IDLE, NOTICED, WAVES, ANSWERED, HEARD, OVER }

    /** For the container's proxy only. */
    protected Drain() {
        this(null, null, null, null, Settings.of(Map.of()), null);
    }

    /** Makes one of what is emptied. */
    @Inject
    public Drain(Draining draining, Hub hub, Publisher publisher, Unechoed unechoed, Settings settings, Ticker ticker) {
        this.draining = draining;
        this.hub = hub;
        this.publisher = publisher;
        this.unechoed = unechoed;
        this.ticker = ticker;
        this.readyNanos = settings.nanos(Limit.DRAIN_READY_MS);
        this.wavesNanos = settings.nanos(Limit.DRAIN_MS);
        this.answerNanos = settings.nanos(Limit.PUBLISH_TIMEOUT_MS);
    }

    /** How long it takes at the most, in milliseconds. */
    public long longestMs() {
        return (readyNanos + wavesNanos + 2 * answerNanos + FLUSH_NANOS + HEAR_NANOS + SECOND) / 1_000_000;
    }

    /** Does what is due. To be called many times a second; does nothing before the drain has begun. */
    public void tick() {
        if (step == Step.OVER || !draining.isBegun()) {
            return;
        }
        switch (step) {
            case IDLE -> begin();
            case NOTICED -> next(hub.size() == 0 || lasted(readyNanos), this::beginWaves);
            case WAVES -> waves();
            case ANSWERED -> next(publisher.isIdle() || lasted(answerNanos), () -> enter(Step.HEARD));
            default -> next(publisher.isIdle() && unechoed.size() == 0 || lasted(HEAR_NANOS), this::over);
        }
    }

    private void begin() {
        beganAt = ticker.nanos();
        LOG.info(() -> "Draining: this node takes no more clients; " + hub.size() + " connections are sent away, " + unechoed.size() + " publications are on their way to the broker.");
        enter(Step.NOTICED);
    }

    private void enter(Step entered) {
        step = entered;
        since = ticker.nanos();
    }

    private boolean lasted(long nanos) {
        return ticker.nanos() - since >= nanos;
    }

    private static void next(boolean may, Runnable then) {
        if (may) {
            then.run();
        }
    }

    private void beginWaves() {
        crowd = hub.size();
        span = Math.min(wavesNanos, crowd * SECOND / FEW_PER_SECOND);
        enter(Step.WAVES);
        waves();
    }

    private void waves() {
        int due = lasted(span) ? Integer.MAX_VALUE : (int) (1 + crowd * (ticker.nanos() - since) / span);
        for (Connection connection : hub.connections()) {
            if (leaving.containsKey(connection) || leaving.size() < due) {
                sendAway(connection);
            }
        }
        if (lasted(span + answerNanos + FLUSH_NANOS)) {
            hub.connections().forEach(this::cut);
            endWaves();
        } else if (hub.size() == 0) {
            endWaves();
        }
    }

    private void cut(Connection connection) {
        cut++;
        connection.cut(CloseCode.RESTART);
    }

    /** It may publish nothing more; when what it did publish is answered, it is told to go. */
    private void sendAway(Connection connection) {
        long began = leaving.computeIfAbsent(connection, one -> ticker.nanos());
        connection.leave();
        boolean answered = connection.inFlight().get() == 0 || ticker.nanos() - began >= answerNanos;
        if (answered && told.add(connection)) {
            sentAway++;
            connection.close(CloseCode.RESTART, ThreadLocalRandom.current().nextInt(COME_BACK_MS));
        }
    }

    private void endWaves() {
        leaving.clear();
        told.clear();
        publisher.refuse();
        enter(Step.ANSWERED);
    }

    private void over() {
        int left = unechoed.size();
        LOG.log(left == 0 ? Level.INFO : Level.WARNING, () -> "Drained in " + NodeReport.seconds((ticker.nanos() - beganAt) / 1_000_000) + " s: " + sentAway + " connections sent away, " + (sentAway - Math.min(cut, sentAway))
                + " with all that waited for them, " + cut + " cut" + (left == 0 ? "; all that this node published came back through the broker."
                        : "; " + left + " publications of this node did not come back through the broker: if it has lost them, they are lost."));
        publisher.stop();
        step = Step.OVER;
        draining.end();
    }
}
