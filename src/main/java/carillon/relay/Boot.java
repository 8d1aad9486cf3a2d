package carillon.relay;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.sequence.Sequencer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.logging.Logger;

/**
 * Whether this node has just booted, and does not know yet what it would have to tell those who come back: who comes now is better off on another node.
 *
 * <p>It is over for good once the node has settled; or when it could have, with a broker: if there is none, clients may as well wait here and be told so. Safe for use by any thread.
 */
@ApplicationScoped
public class Boot {

    private static final Logger LOG = Logger.getLogger(Boot.class.getName());
    /** What a node needs besides its warm-up: to reach the broker, and to be heard there for some heartbeats. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final Sequencer sequencer;
    private final Ticker ticker;
    private final long over;
    private volatile boolean settled;

    /** For the container's proxy only. */
    protected Boot() {
        this(null, Settings.of(Map.of()), () -> 0);
    }

    /** Makes one that begins now. */
    @Inject
    public Boot(Sequencer sequencer, Settings settings, Ticker ticker) {
        this.sequencer = sequencer;
        this.ticker = ticker;
        this.over = ticker.nanos() + settings.nanos(Limit.WARMUP_TIMEOUT_MS) + PATIENCE_NANOS;
    }

    /** Has the container make this when the application starts, not when the first client comes. */
    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
        LOG.fine("Booting.");
    }

    /** Whether it is over. */
    public boolean isOver() {
        if (!settled) {
            settled = sequencer.origins().isSettled() || ticker.nanos() - over >= 0;
        }
        return settled;
    }
}
