package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.hub.Hub;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets connections into the hub as far as there is room for them, and out again.
 *
 * <p>A handshake is refused while there is no room, but many that are under way may pass that test together: what counts is {@link #admit}, which
 * looks and takes in one step. Safe for use by any thread; there is a lock only where a limit by address is set.
 */
@ApplicationScoped
public class Admission {

    private final Hub hub;
    private final int max;
    private final int maxOfAddress;
    private final AtomicInteger taken = new AtomicInteger();
    /** Guarded by this, like the next; both stay empty where no limit by address is set. */
    private final Map<Connection, String> addresses = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** For the container's proxy only. */
    protected Admission() {
        this(null, Settings.of(Map.of()));
    }

    /** Makes one for the connections of a hub. */
    @Inject
    public Admission(Hub hub, Settings settings) {
        this.hub = hub;
        this.max = settings.get(Limit.CONNECTIONS_MAX);
        this.maxOfAddress = settings.get(Limit.ADDRESS_CONNECTIONS_MAX);
    }

    /** Whether the node has as many connections as it may have. */
    boolean isFull() {
        return taken.get() >= max;
    }

    /** Whether an address has as many connections as it may have; an unknown one (null) never has. */
    boolean isFull(String address) {
        return maxOfAddress > 0 && address != null && count(address) >= maxOfAddress;
    }

    private synchronized int count(String address) {
        return counts.getOrDefault(address, 0);
    }

    /** Takes a connection in, if there is room for it. */
    boolean admit(Connection connection, String address) {
        if (maxOfAddress > 0 && address != null && !note(connection, address)) {
            return false;
        }
        if (taken.getAndUpdate(count -> count < max ? count + 1 : count) >= max) {
            forget(connection);
            return false;
        }
        hub.add(connection);
        return true;
    }

    private synchronized boolean note(Connection connection, String address) {
        if (isFull(address)) {
            return false;
        }
        addresses.put(connection, address);
        counts.merge(address, 1, Integer::sum);
        return true;
    }

    /** Lets a connection go; does nothing if it has gone before, or was never let in. */
    void leave(Connection connection) {
        if (hub.remove(connection)) {
            taken.decrementAndGet();
            forget(connection);
        }
    }

    private void forget(Connection connection) {
        if (maxOfAddress > 0) {
            forgetAddress(connection);
        }
    }

    private synchronized void forgetAddress(Connection connection) {
        String address = addresses.remove(connection);
        if (address != null) {
            counts.computeIfPresent(address, (name, count) -> count == 1 ? null : count - 1);
        }
    }
}
