package carillon.endpoint;

import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Tells the operator why requests are refused: each kind at once, then once a minute at most, however many there are. Safe for use by any thread.
 */
@ApplicationScoped
public class RefusalLog {

    private static final Logger LOG = Logger.getLogger(RefusalLog.class.getName());
    private static final long EVERY_NANOS = 60_000_000_000L;
    private static final int LONGEST = 200;

    /** What is refused. */
    enum Kind { HOST, ORIGIN }

    private final Ticker ticker;
    /** Guarded by this. */
    private final Map<Kind, Written> written = new EnumMap<>(Kind.class);

    /** For the container's proxy only. */
    protected RefusalLog() {
        this(null);
    }

    /** Makes one that has written nothing. */
    @Inject
    public RefusalLog(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Counts a refusal, and writes it unless one of its kind was written within the last minute.
     *
     * @param sentence what was refused, why, and what would allow it
     */
    void refused(Kind kind, Supplier<String> sentence) {
        long more;
        synchronized (this) {
            Written before = written.get(kind);
            if (before != null && ticker.nanos() - before.atNanos < EVERY_NANOS) {
                before.passedOver++;
                return;
            }
            more = before == null ? 0 : before.passedOver;
            written.put(kind, new Written(ticker.nanos()));
        }
        LOG.warning(() -> sentence.get() + (more > 0 ? " (" + more + " more since the last such line.)" : ""));
    }

    /** What a client sent, as it may stand in a log: in quotes, printable ASCII, not too long. */
    static String quoted(String text) {
        if (text == null) {
            return "none";
        }
        String printable = text.replaceAll("[^ -~]", "?");
        return "'" + (printable.length() > LONGEST ? printable.substring(0, LONGEST) + "..." : printable) + "'";
    }

    private static final class Written {

        private final long atNanos;
        private long passedOver;

        private Written(long atNanos) {
            this.atNanos = atNanos;
        }
    }
}
