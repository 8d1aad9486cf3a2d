package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests whose body has begun and not ended, and the end of those that leave it so: drop by drop is no progress. Safe for use by any thread.
 *
 * <p>The time limit of an asynchronous request can't do it: it is that of its outcome, too, and Payara 6.2025.10 reads what is missing of a body for 30 s more.
 */
@ApplicationScoped
public class UnfinishedBodies {

    private final Ticker ticker;
    private final ClosingSockets closings;
    private final long timeoutNanos;
    private final Set<Body> bodies = ConcurrentHashMap.newKeySet();

    /** One body. Each is like itself only. */
    static final class Body {

        private final ClientSocket socket;
        private final Runnable late;
        private final long begun;

        private Body(ClientSocket socket, Runnable late, long begun) {
            this.socket = socket;
            this.late = late;
            this.begun = begun;
        }
    }

    /** For the container's proxy only. */
    protected UnfinishedBodies() {
        this(Settings.of(Map.of()), System::nanoTime, null);
    }

    /** Makes one that holds nothing yet. */
    @Inject
    public UnfinishedBodies(Settings settings, Ticker ticker, ClosingSockets closings) {
        this.ticker = ticker;
        this.closings = closings;
        this.timeoutNanos = settings.nanos(Limit.MESSAGE_TIMEOUT_MS);
    }

    /**
     * A body begins.
     *
     * @param late answers that it did not come in time; the socket is reset a second later
     */
    Body begin(ClientSocket socket, Runnable late) {
        Body body = new Body(socket, late, ticker.nanos());
        bodies.add(body);
        return body;
    }

    /** It has ended, or will never. Whether it was waited for: of a late one it was said that nothing comes of it. */
    boolean end(Body body) {
        return bodies.remove(body);
    }

    /** Ends those that take too long. To be called a few times a second. */
    public void sweep() {
        long now = ticker.nanos();
        for (Body body : bodies) {
            if (now - body.begun > timeoutNanos && bodies.remove(body)) {
                closings.add(body.socket, false);
                body.late.run();
            }
        }
    }
}
