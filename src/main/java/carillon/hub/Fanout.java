package carillon.hub;

import carillon.channel.Publication;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands a publication to every connection of this node that follows its channel.
 *
 * <p>Called by one thread at a time, so that the order of calls is the order that clients see. It never waits for a client, and no client's failure
 * crosses it.
 */
@ApplicationScoped
public class Fanout {

    private static final Logger LOG = Logger.getLogger(Fanout.class.getName());

    private final Hub hub;
    /** Counts the calls; guarded by this. */
    private long pass;

    /** For the container's proxy only. */
    protected Fanout() {
        this(null);
    }

    /** Makes the fan-out of a hub. */
    @Inject
    public Fanout(Hub hub) {
        this.hub = hub;
    }

    /**
     * Delivers a publication.
     *
     * @return how many connections followed its channel
     */
    public synchronized int deliver(Publication publication) {
        Set<Connection> subscribers = hub.subscribers(publication.channel());
        if (subscribers.isEmpty()) {
            return 0;
        }
        pass++;
        Map<Dialect, Frame> frames = new EnumMap<>(Dialect.class);
        int count = 0;
        for (Connection connection : subscribers) {
            Frame frame = frames.computeIfAbsent(connection.dialect(), dialect -> dialect.encode(publication));
            guarded(connection, () -> connection.deliver(publication.channel(), pass, frame));
            count++;
        }
        return count;
    }

    /** Tells something to every connection of version 1 that has introduced itself. */
    public void announce(Frame frame) {
        for (Connection connection : hub.connections()) {
            if (connection.dialect() == Dialect.V1 && connection.isGreeted()) {
                guarded(connection, () -> connection.send(frame));
            }
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
