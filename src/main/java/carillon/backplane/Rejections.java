package carillon.backplane;

import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Logger;

/**
 * Counts what could not be understood, remembers the latest, and logs once a second at most. Safe for use by any thread.
 */
@ApplicationScoped
public class Rejections {

    private static final Logger LOG = Logger.getLogger(Rejections.class.getName());
    private static final int REMEMBERED = 20;
    private static final long LOG_EVERY_NANOS = 1_000_000_000L;

    private final Ticker ticker;
    /** Guarded by this; so are all fields below. */
    private final Deque<Rejected> latest = new ArrayDeque<>();
    private long count;
    private long logged;
    private long loggedAt;

    /** For the container's proxy only. */
    protected Rejections() {
        this(null);
    }

    /** Makes an empty one. */
    @Inject
    public Rejections(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Takes one more. Nothing of the payload gets into the log. */
    public synchronized void add(Rejected rejected) {
        count++;
        latest.addLast(new Rejected(rejected.reason(), rejected.messageId(), rejected.kind(), rejected.channel(), null, rejected.refusal()));
        if (latest.size() > REMEMBERED) {
            latest.removeFirst();
        }
        if (logged == 0 || ticker.nanos() - loggedAt >= LOG_EVERY_NANOS) {
            LOG.warning(() -> "Set aside " + (count - logged) + " malformed message(s) of the topic; the latest, a " + rejected.kind() + " message: "
                    + rejected.reason());
            logged = count;
            loggedAt = ticker.nanos();
        }
    }

    /** How many there were. */
    public synchronized long count() {
        return count;
    }

    /** The latest, oldest first, without their text. */
    public synchronized List<Rejected> latest() {
        return List.copyOf(latest);
    }
}
