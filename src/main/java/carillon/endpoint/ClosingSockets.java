package carillon.endpoint;

import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sockets of connections that the node has closed, until they have had the time to end by themselves; then they are reset.
 *
 * <p>A server closes a connection when what it took for it has been written: the socket of a client that does not read, and what waits for it, would stay for ever. Safe for use by any thread.
 */
@ApplicationScoped
public class ClosingSockets {

    /** Time in which a client can read what waits, and the word of goodbye behind it. */
    private static final long GRACE_NANOS = 5_000_000_000L;
    /** The same where the node has seen that the client does not read. */
    private static final long SHORT_GRACE_NANOS = 1_000_000_000L;
    /** Above it a socket is reset at once. */
    private static final int MOST = 10_000;

    private final Ticker ticker;
    private final Queue<Closing> closings = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    private record Closing(ClientSocket socket, long begun, long graceNanos) {
    }

    /** For the container's proxy only. */
    protected ClosingSockets() {
        this(System::nanoTime);
    }

    /** Makes one that knows of none. */
    @Inject
    public ClosingSockets(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Resets a socket in a while.
     *
     * @param reads whether the client is thought to read
     */
    void add(ClientSocket socket, boolean reads) {
        if (socket == ClientSocket.UNKNOWN) {
            return;
        }
        if (size.incrementAndGet() > MOST) {
            size.decrementAndGet();
            socket.reset();
            return;
        }
        closings.add(new Closing(socket, ticker.nanos(), reads ? GRACE_NANOS : SHORT_GRACE_NANOS));
    }

    /** Resets those whose time is over. To be called a few times a second. */
    void sweep() {
        long now = ticker.nanos();
        for (Iterator<Closing> walk = closings.iterator(); walk.hasNext(); ) {
            Closing closing = walk.next();
            if (now - closing.begun() > closing.graceNanos()) {
                walk.remove();
                size.decrementAndGet();
                closing.socket().reset();
            }
        }
    }

    /** How many there are. */
    int size() {
        return size.get();
    }
}
