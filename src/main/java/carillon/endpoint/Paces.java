package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast each address publishes by HTTP, where there is no connection to count for. Safe for use by any thread.
 *
 * <p>Bounded: the address that was idle longest is forgotten, which gives it a full purse.
 */
@ApplicationScoped
public class Paces {

    private static final int ADDRESSES = 10_000;

    private final int rate;
    private final int burst;
    private final Ticker ticker;
    /** Guarded by this. */
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > ADDRESSES;
        }
    };

    /** For the container's proxy only. */
    protected Paces() {
        this(Settings.of(Map.of()), null);
    }

    /** Makes one that has counted nothing. */
    @Inject
    public Paces(Settings settings, Ticker ticker) {
        this.rate = settings.get(Limit.PUBLISH_RATE);
        this.burst = settings.get(Limit.PUBLISH_BURST);
        this.ticker = ticker;
    }

    /** Counts a publication of an address; whether it comes not too fast. */
    synchronized boolean mayPublish(String address) {
        return buckets.computeIfAbsent(String.valueOf(address), one -> new Bucket(rate, burst, ticker)).take();
    }
}
