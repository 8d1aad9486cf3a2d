package carillon.hub;

import carillon.channel.Channel;
import carillon.channel.Overflow;
import carillon.channel.Publication;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import carillon.traffic.Stopwatch.Timed;
import carillon.traffic.Stopwatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands publications to every connection of this node that follows their channels.
 *
 * <p>Called by one thread at a time, so that the order of calls is the order that clients see. It never waits for a client, and no client's failure
 * crosses it; it waits for this node's own writers where they fall behind, so that a fast publisher does not make slow consumers of them all.
 */
@ApplicationScoped
public class Fanout {

    private static final Logger LOG = Logger.getLogger(Fanout.class.getName());

    private final Hub hub;
    private final OverflowPolicy policy;
    private final Backpressure backpressure;
    private final Stopwatch stopwatch;
    private final LongAdder delivered = new LongAdder();
    /** Counts the runs; guarded by this, like the next field. */
    private long pass;
    /** Whether some connection waits for this node, and not this node for it. */
    private boolean behind;

    /** For the container's proxy only. */
    protected Fanout() {
        this(null, null, null, null);
    }

    /** Makes the fan-out of a hub. */
    @Inject
    public Fanout(Hub hub, OverflowPolicy policy, Backpressure backpressure, Stopwatch stopwatch) {
        this.hub = hub;
        this.policy = policy;
        this.backpressure = backpressure;
        this.stopwatch = stopwatch;
    }

    /**
     * Delivers publications in their order: each is encoded once for each dialect, and each connection is written to once for all of them.
     *
     * @param number the number of the first in the order of this node's deliveries
     * @return how many deliveries that made: publications times connections
     */
    public synchronized int deliver(List<Publication> publications, long number) {
        delivered.add(publications.size());
        Optional<Timed> timed = stopwatch.among(publications);
        List<Connection> ready = new ArrayList<>();
        int count = 0;
        int start = 0;
        while (start < publications.size()) {
            int end = endOfRun(publications, start);
            count += deliverRun(publications.subList(start, end), number + start, ready, timed);
            start = end;
        }
        for (Connection connection : ready) {
            guarded(connection, connection::flush);
        }
        if (behind) {
            behind = false;
            backpressure.awaitTurn();
        }
        return count;
    }

    /** A run is as many publications of one channel as follow each other. */
    private static int endOfRun(List<Publication> publications, int start) {
        Channel channel = publications.get(start).channel();
        int end = start + 1;
        while (end < publications.size() && publications.get(end).channel().equals(channel)) {
            end++;
        }
        return end;
    }

    private int deliverRun(List<Publication> run, long number, List<Connection> ready, Optional<Timed> timed) {
        Channel channel = run.get(0).channel();
        Set<Connection> subscribers = hub.subscribers(channel);
        if (subscribers.isEmpty()) {
            return 0;
        }
        pass++;
        Overflow overflow = policy.of(channel);
        Map<Dialect, List<Frame>> frames = new EnumMap<>(Dialect.class);
        int count = 0;
        for (Connection connection : subscribers) {
            if (connection.isFar()) {
                continue;
            }
            List<Frame> encoded = frames.computeIfAbsent(connection.dialect(), dialect -> encode(dialect, run, overflow, timed));
            guarded(connection, () -> {
                if (connection.deliver(run, pass, encoded, number)) {
                    ready.add(connection);
                } else {
                    behind |= connection.waitsForUs();
                }
            });
            count += run.size();
        }
        return count;
    }

    private static List<Frame> encode(Dialect dialect, List<Publication> run, Overflow overflow, Optional<Timed> timed) {
        return run.stream().map(publication -> {
            Frame frame = dialect.encode(publication, overflow);
            return timed.isPresent() && timed.get().is(publication) ? frame.timed(timed.get().acceptedAt()) : frame;
        }).toList();
    }

    /** How many publications were delivered, each counted once, whether anybody follows its channel or not. */
    public long delivered() {
        return delivered.sum();
    }

    /** Tells something to every connection of version 1 that has introduced itself. */
    public void announce(Frame frame) {
        for (Connection connection : hub.connections()) {
            if (connection.dialect() == Dialect.V1 && connection.isGreeted()) {
                guarded(connection, () -> connection.send(frame));
            }
        }
    }

    /**
     * Closes every connection, with a word of goodbye.
     *
     * @param delayMs gives for each the least time before it should come back, in milliseconds
     */
    public void closeAll(CloseCode code, IntSupplier delayMs) {
        for (Connection connection : hub.connections()) {
            guarded(connection, () -> connection.close(code, delayMs.getAsInt()));
        }
    }

    /** A connection that fails is closed; the others don't notice. */
    private static void guarded(Connection connection, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, failure, () -> "Connection " + connection.id() + " failed and is closed.");
            connection.closeAsSlow();
        }
    }
}
