package carillon.backplane;

import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** When it was last heard that the broker's journal is kept and read: as long as that is so, publications may be called durable. Safe for use by any thread. */
@ApplicationScoped
public class JournalPulse {

    /** The journal is tried each second, but what was read is held for some seconds before more is read. */
    private static final long TIMEOUT_NANOS = 15_000_000_000L;

    private final Pulse pulse;

    /** For the container's proxy only. */
    protected JournalPulse() {
        this(() -> 0);
    }

    /** Makes one that was never felt. */
    @Inject
    public JournalPulse(Ticker ticker) {
        pulse = new Pulse(TIMEOUT_NANOS, ticker);
    }

    /** Some node has said so. */
    public void felt() {
        pulse.felt();
    }

    /** Whether it was said of late. */
    public boolean alive() {
        return pulse.alive();
    }
}
