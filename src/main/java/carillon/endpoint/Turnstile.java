package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets some handshakes be carried out at a time, and some more wait for that.
 *
 * <p>A handshake costs a container a thousand times what a publication costs to write, and the server does it on the threads on which it reads what clients send: a few thousand that come
 * back at once would keep all of these, and all processors, from those who stayed. Safe for use by any thread.
 */
@ApplicationScoped
public class Turnstile {

    /** A client would not wait much longer for an answer, and a thread of the server is not kept longer. */
    private static final long PATIENCE_MS = 2_000;

    /** One works while another waits for a lock of the server's. */
    private static final int PER_PROCESSOR = 2;

    private final Semaphore turns;
    private final int maxWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    /** For the container's proxy only. */
    protected Turnstile() {
        this(Settings.of(Map.of()));
    }

    /** Makes one that nobody has entered. */
    @Inject
    public Turnstile(Settings settings) {
        int set = settings.get(Limit.HANDSHAKES_MAX);
        turns = new Semaphore(set > 0 ? set : PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
        maxWaiting = settings.get(Limit.HANDSHAKES_WAITING_MAX);
    }

    /** Waits for a turn, if not too many wait already; whether there is one, which then has to be given back by {@link #leave()}. */
    boolean enter() {
        if (turns.tryAcquire()) {
            return true;
        }
        try {
            return waiting.incrementAndGet() <= maxWaiting && turns.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** How many wait for a turn. */
    int waiting() {
        return waiting.get();
    }

    /** Gives a turn back. */
    void leave() {
        turns.release();
    }
}
