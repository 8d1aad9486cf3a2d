package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast each address publishes and asks by HTTP, where there is no connection to count for. Safe for use by any thread.
 *
 * <p>Bounded: the address that was idle longest is forgotten, which gives it a full purse.
 */
@ApplicationScoped
public class Paces {

    private static final int ADDRESSES = 10_000;

    private final Purses publications;
    private final Purses commands;

    /** Not safe for use by several threads. */
    private static final class Purses extends LinkedHashMap<String, Bucket> {

        private static final long serialVersionUID = 1;

        private final int rate;
        private final int burst;
        private final transient Ticker ticker;

        Purses(int rate, int burst, Ticker ticker) {
            super(16, 0.75f, true);
            this.rate = rate;
            this.burst = burst;
            this.ticker = ticker;
        }

        boolean take(String address) {
            return computeIfAbsent(String.valueOf(address), one -> new Bucket(rate, burst, ticker)).take();
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > ADDRESSES;
        }
    }

    /** For the container's proxy only. */
    protected Paces() {
        this(Settings.of(Map.of()), null);
    }

    /** Makes one that has counted nothing. */
    @Inject
    public Paces(Settings settings, Ticker ticker) {
        this.publications = new Purses(settings.get(Limit.PUBLISH_RATE), settings.get(Limit.PUBLISH_BURST), ticker);
        this.commands = new Purses(settings.get(Limit.COMMAND_RATE), settings.get(Limit.COMMAND_BURST), ticker);
    }

    /** Counts a publication of an address; whether it comes not too fast. */
    synchronized boolean mayPublish(String address) {
        return publications.take(address);
    }

    /** Counts another command of an address; whether it comes not too fast. */
    synchronized boolean mayCommand(String address) {
        return commands.take(address);
    }
}
