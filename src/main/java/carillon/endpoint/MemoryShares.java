package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Retention;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Divides what nodes remember among those who publish: a connection has one of {@link Limit#HISTORY_SHARES} in each window, all of one address together a half. Safe for use by any thread.
 *
 * <p>The half of an address bounds what is had by coming again as another connection. Only what is within the share of its connection is counted there, so that one connection
 * that publishes without end leaves the others of its address what is theirs. Bounded: the address that was idle longest is forgotten, which gives it a full purse.
 */
@ApplicationScoped
public class MemoryShares {

    private static final int ADDRESSES = 10_000;
    /** What an address may have at once, and what in each window. */
    private static final int ADDRESS_BURST = 4;
    private static final int ADDRESS_SHARE = 2;

    private final Ticker ticker;
    private final int shares;
    private final long windowNanos;
    private final int historyBytes;
    private final int keys;
    /** Guarded by this. */
    private final Map<String, Purse> addresses = new LinkedHashMap<>(16, 0.75f, true);

    private record Purse(Bucket bytes, Bucket keys) {
    }

    /** For the container's proxy only. */
    protected MemoryShares() {
        this(Settings.of(Map.of()), () -> 0);
    }

    /** Makes one that has counted nothing. */
    @Inject
    public MemoryShares(Settings settings, Ticker ticker) {
        this.ticker = ticker;
        this.shares = settings.get(Limit.HISTORY_SHARES);
        this.windowNanos = settings.nanos(Limit.HISTORY_WINDOW_MS);
        this.historyBytes = settings.get(Limit.HISTORY_MAX_BYTES);
        this.keys = settings.get(Limit.KEYS_MAX);
    }

    /** The share of one connection from an address, or of all its requests by HTTP. */
    MemoryShare ofConnection(String address) {
        if (shares == 1) {
            return new MemoryShare(free(), free(), cost -> true, count -> true);
        }
        return new MemoryShare(bytes(historyBytes / shares, historyBytes / shares), keys(keys / shares, keys / shares), cost -> takeBytes(address, cost), count -> takeKeys(address, count));
    }

    private Bucket free() {
        return new Bucket(0, 1, ticker);
    }

    private Bucket bytes(long amount, long burst) {
        return new Bucket(Math.max(1, amount), windowNanos, Math.max(1, burst), ticker);
    }

    /** Keys are remembered longer. */
    private Bucket keys(long amount, long burst) {
        return new Bucket(Math.max(1, amount), Retention.FLOORS * windowNanos, Math.max(1, burst), ticker);
    }

    private synchronized boolean takeBytes(String address, long cost) {
        return purse(address).bytes().take(cost);
    }

    private synchronized boolean takeKeys(String address, long count) {
        return purse(address).keys().take(count);
    }

    private Purse purse(String address) {
        Purse purse = addresses.computeIfAbsent(address, one -> new Purse(bytes(historyBytes / ADDRESS_SHARE, historyBytes / ADDRESS_BURST), keys(keys / ADDRESS_SHARE, keys / ADDRESS_BURST)));
        if (addresses.size() > ADDRESSES) {
            addresses.remove(addresses.keySet().iterator().next());
        }
        return purse;
    }
}
