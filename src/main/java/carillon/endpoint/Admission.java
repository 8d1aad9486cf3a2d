package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.hub.Hub;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets connections into the hub as far as there is room for them, and out again.
 *
 * <p>A handshake is refused while there is no room, but many that are under way may pass that test together: what counts is {@link #admit}, which
 * looks and takes in one step. Safe for use by any thread.
 */
@ApplicationScoped
public class Admission {

    private final Hub hub;
    private final int max;
    private final int maxOfAddress;
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
        return hub.size() >= max;
    }

    /** Whether an address has as many connections as it may have; an unknown one (null) never has. */
    boolean isFull(String address) {
        return maxOfAddress > 0 && address != null && count(address) >= maxOfAddress;
    }

    private synchronized int count(String address) {
        return counts.getOrDefault(address, 0);
    }

    /** Takes a connection in, if there is room for it. */
    synchronized boolean admit(Connection connection, String address) {
        if (isFull() || isFull(address)) {
            return false;
        }
        if (maxOfAddress > 0 && address != null) {
            addresses.put(connection, address);
            counts.merge(address, 1, Integer::sum);
        }
        hub.add(connection);
        return true;
    }

    /** Lets a connection go; does nothing if it has gone before. */
    void leave(Connection connection) {
        hub.remove(connection);
        if (maxOfAddress > 0) {
            forget(connection);
        }
    }

    private synchronized void forget(Connection connection) {
        String address = addresses.remove(connection);
        if (address != null) {
            counts.computeIfPresent(address, (name, count) -> count == 1 ? null : count - 1);
        }
    }
}
