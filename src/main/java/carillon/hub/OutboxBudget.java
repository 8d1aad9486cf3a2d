package carillon.hub;

import carillon.config.Limit;
import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Bounds what waits for all connections of the node together: above it those for which most waits are closed.
 *
 * <p>Connections that wait for the same publications share their bytes, so the sum over all outboxes says too much; only where that sum is over the bound, it is looked which bytes there are.
 * One thread at a time.
 */
@ApplicationScoped
public class OutboxBudget {

    private static final Logger LOG = Logger.getLogger(OutboxBudget.class.getName());
    private static final int SHARE_OF_HEAP = 4;

    private final Hub hub;
    private final long maxBytes;

    /** For the container's proxy only. */
    protected OutboxBudget() {
        this(null, Settings.of(Map.of()));
    }

    /** Makes one for the connections of a hub. */
    @Inject
    public OutboxBudget(Hub hub, Settings settings) {
        this.hub = hub;
        int set = settings.get(Limit.OUTBOX_TOTAL_MAX_BYTES);
        maxBytes = set > 0 ? set : Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    }

    /** What may wait for all together, in bytes. */
    public long maxBytes() {
        return maxBytes;
    }

    /** Closes connections if they hold too much. To be called a few times a second. */
    public void sweep() {
        long sum = 0;
        for (Connection connection : hub.connections()) {
            sum += connection.heldBytes();
        }
        if (sum > maxBytes) {
            examine();
        }
    }

    private void examine() {
        HeldBytes held = new HeldBytes(maxBytes);
        for (Connection connection : hub.connections()) {
            connection.count(held);
        }
        if (held.bytes() > maxBytes) {
            evict(held.bytes() - maxBytes / 4 * 3);
        }
    }

    /** A connection whose bytes others wait for, too, frees little: the next look closes more. */
    private void evict(long tooMany) {
        List<Connection> largest = hub.connections().stream().sorted(Comparator.comparingLong(Connection::heldBytes).reversed()).toList();
        long freed = 0;
        int count = 0;
        for (Connection connection : largest) {
            if (freed >= tooMany) {
                break;
            }
            freed += connection.heldBytes();
            count++;
            connection.evict();
            hub.evicted();
        }
        int closed = count;
        LOG.log(Level.WARNING, () -> "All connections together held more than " + maxBytes + " bytes that wait to be written (carillon.outbox.total.max.bytes): the "
                + closed + " for which most waited were closed.");
    }
}
