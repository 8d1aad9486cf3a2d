package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.protocol.Command;
import carillon.protocol.ErrorCode;
import carillon.relay.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast, and how much at a time, each address publishes and asks by HTTP, where there is no connection to count for. Safe for use by any thread.
 *
 * <p>Bounded: the address that was idle longest is forgotten, which gives it a full purse; what it has in flight is not.
 */
@ApplicationScoped
public class Paces {

    private static final int ADDRESSES = 10_000;

    private final Settings settings;
    private final Ticker ticker;
    private final MemoryShares shares;
    /** Guarded by this; so is the next. In the order in which they were used. */
    private final Map<String, Purse> purses = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Load> loads = new HashMap<>();

    private record Purse(Bucket publications, Bucket bytes, Bucket commands, MemoryShare share) {
    }

    /** What an address has in flight. */
    private record Load(int publications, long bytes) {

        Load with(int more, long moreBytes) {
            return new Load(publications + more, bytes + moreBytes);
        }
    }

    /**
     * Whether a publication may be published.
     *
     * @param what what is published then
     * @param refusal why it may not; null if it may
     */
    record Admitted(Submission what, ErrorCode refusal) {
    }

    /** For the container's proxy only. */
    protected Paces() {
        this(null, Settings.of(Map.of()), null);
    }

    /** Makes one that has counted nothing. */
    @Inject
    public Paces(MemoryShares shares, Settings settings, Ticker ticker) {
        this.shares = shares;
        this.settings = settings;
        this.ticker = ticker;
    }

    /** Counts a publication of an address before it is read; whether it comes not too fast. */
    synchronized boolean mayPublish(String address) {
        return purse(address).publications().take();
    }

    /** Counts another command of an address; whether it comes not too fast. */
    synchronized boolean mayCommand(String address) {
        return purse(address).commands().take();
    }

    /** Counts the bytes of a publication of an address, and that it is in flight if it may be. */
    synchronized Admitted publish(String address, Command.Publish command) {
        Purse purse = purse(address);
        Submission what = PublishDoor.submission(command);
        if (!purse.bytes().take(what.cost())) {
            return new Admitted(what, ErrorCode.RATE);
        }
        Load load = loads.getOrDefault(address, new Load(0, 0)).with(1, what.bytes());
        if (load.publications() > settings.get(Limit.PUBLISH_INFLIGHT_MAX) || load.publications() > 1 && load.bytes() > settings.get(Limit.PUBLISH_INFLIGHT_MAX_BYTES)) {
            return new Admitted(what, ErrorCode.BUSY);
        }
        loads.put(address, load);
        return new Admitted(purse.share().mark(what), null);
    }

    /** What was admitted has its outcome. */
    synchronized void published(String address, Submission what) {
        loads.computeIfPresent(address, (one, load) -> load.publications() == 1 ? null : load.with(-1, -what.bytes()));
    }

    private Purse purse(String address) {
        Purse purse = purses.computeIfAbsent(String.valueOf(address), this::full);
        if (purses.size() > ADDRESSES) {
            purses.remove(purses.keySet().iterator().next());
        }
        return purse;
    }

    private Purse full(String address) {
        return new Purse(new Bucket(settings.get(Limit.PUBLISH_RATE), settings.get(Limit.PUBLISH_BURST), ticker),
                new Bucket(settings.get(Limit.PUBLISH_RATE_BYTES), settings.get(Limit.PUBLISH_BURST_BYTES), ticker),
                new Bucket(settings.get(Limit.COMMAND_RATE), settings.get(Limit.COMMAND_BURST), ticker), shares.ofConnection(address));
    }
}
