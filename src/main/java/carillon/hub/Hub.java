package carillon.hub;

import carillon.channel.Channel;
import carillon.protocol.Frame;
import carillon.traffic.Door;
import carillon.traffic.Outflow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * The registry of this node: which connections there are, and which of them follow a channel.
 *
 * <p>Safe for use by any thread. It holds nothing for a channel that nobody here follows.
 */
@ApplicationScoped
public class Hub {

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Map<Channel, Followers> followers = new ConcurrentHashMap<>();
    private final LongAdder slowConsumers = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private final LongAdder subscriptions = new LongAdder();
    private final Map<Door, Outflow> outflows = new EnumMap<>(Door.class);

    /** Makes an empty one. */
    public Hub() {
        Door.OUT.forEach(door -> outflows.put(door, new Outflow()));
    }

    /** Takes in a connection. */
    public void add(Connection connection) {
        Outflow outflow = outflow(connection.door());
        connection.countIn(outflow);
        if (connections.add(connection)) {
            outflow.opened();
        }
    }

    /** Forgets a connection and all its subscriptions; does nothing if it is not there. Whether it was. */
    public boolean remove(Connection connection) {
        boolean there = connections.remove(connection);
        if (there) {
            connection.unsubscribeAll(channel -> unregister(channel, connection));
            outflow(connection.door()).closed();
            if (connection.wasSlow()) {
                slowConsumers.increment();
            }
        }
        return there;
    }

    /**
     * Subscribes a connection. From the moment that the reply is queued it gets every publication of the channels; none comes before the reply.
     *
     * @param reply makes the reply of those channels that the connection is now subscribed to (the others are too many), or null for none;
     *     called under the lock of the connection's outbox; must be short
     */
    public void subscribe(Connection connection, List<Channel> channels, Function<Set<Channel>, Frame> reply) {
        connection.subscribe(channels, channel -> register(channel, connection), reply);
    }

    /** Unsubscribes a connection, which gets no publication of the channel after the reply. */
    public void unsubscribe(Connection connection, Channel channel, Frame reply) {
        connection.unsubscribe(channel, reply, gone -> unregister(gone, connection));
    }

    private void register(Channel channel, Connection connection) {
        Followers all = followers(channel);
        while (!all.join(connection)) {
            followers.remove(channel, all); // whoever was the last to leave is about to do it
            all = followers(channel);
        }
        subscriptions.increment();
    }

    /** Looks first: to compute takes a lock. */
    private Followers followers(Channel channel) {
        Followers all = followers.get(channel);
        return all != null ? all : followers.computeIfAbsent(channel, name -> new Followers());
    }

    private void unregister(Channel channel, Connection connection) {
        Followers all = followers.get(channel);
        if (all.leave(connection)) {
            followers.remove(channel, all);
        }
        subscriptions.decrement();
    }

    /** The connections that follow a channel, the oldest first; a live view, empty if there are none. */
    Set<Connection> subscribers(Channel channel) {
        Followers all = followers.get(channel);
        return all == null ? Set.of() : all.all();
    }

    /** Whether anybody here follows a channel. */
    public boolean follows(Channel channel) {
        return followers.containsKey(channel);
    }

    /** All connections; a live view. */
    public Collection<Connection> connections() {
        return Collections.unmodifiableSet(connections);
    }

    /** How many connections there are. */
    public int size() {
        return connections.size();
    }

    /** How many subscriptions there are, of all connections together. */
    public long subscriptions() {
        return subscriptions.sum();
    }

    /** What went out by a door of clients. */
    public Outflow outflow(Door door) {
        return outflows.get(door);
    }

    /** How many channels somebody here follows. */
    public int channels() {
        return followers.size();
    }

    /** How many connections were closed because they read too slowly. */
    public long slowConsumers() {
        return slowConsumers.sum();
    }

    /** Takes note that a connection was closed to free memory. */
    void evicted() {
        evictions.increment();
    }

    /** How many connections were closed to free memory. */
    public long evictions() {
        return evictions.sum();
    }
}
