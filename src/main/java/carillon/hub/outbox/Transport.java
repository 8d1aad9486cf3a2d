package carillon.hub.outbox;

import carillon.protocol.CloseCode;
import carillon.protocol.Frame;
import java.util.List;
import java.util.function.Consumer;

/**
 * The role of whatever writes to one client. Its owner is an {@link Outbox}.
 */
public interface Transport {

    /**
     * Calls back soon, on a thread that may write, and not before this method has returned.
     *
     * @param write does not wait and does not throw
     */
    void whenFree(Runnable write);

    /** Like {@link #whenFree}, but lets other connections go before, if they are many. */
    default void whenIdle(Runnable write) {
        whenFree(write);
    }

    /** Whether several messages may be written at once. */
    boolean takesMany();

    /**
     * Starts to write; never waits for the client.
     *
     * <p>Not called again before {@code done}, and called only when the transport has called back.
     *
     * @param frames the lines of one message where the dialect joins lines, else messages; at least one, and more only if the dialect joins lines or
     *     the transport takes many
     * @param done called exactly once, on any thread, perhaps before this method returns: with null when all was taken, else with what went wrong
     */
    void write(List<Frame> frames, Consumer<Throwable> done);

    /**
     * Starts to send a ping; a failure shows in silence. Called like {@link #write}, so never while a write is under way.
     *
     * @param number what its answer will bear, as eight bytes
     */
    void ping(long number);

    /** Whether the client proves by its answers to pings that it is there and reads; otherwise only what the server takes for it tells. */
    default boolean answersPings() {
        return true;
    }

    /** How long a frame of the client has begun and not ended, in nanoseconds; 0 if none is open, or where that can't be seen. */
    long unfinishedNanos();

    /** Whether the socket is open, as far as the container knows. */
    boolean isOpen();

    /** Closes the connection; does nothing if it is closed already. Never throws. */
    void close(CloseCode code);

    /**
     * Closes the connection of a client that does not read: where the server lets it, what was written and not sent is dropped at once, or within a second where the client is told why.
     *
     * @param mayWait whether the client may have that second
     */
    default void abort(CloseCode code, boolean mayWait) {
        close(code);
    }

    /** How many bytes of the write that is under way this node still holds. */
    default int unwrittenBytes() {
        return 0;
    }

    /** Tells of the bytes of the write that is under way. */
    default void tellUnwritten(Held held) {
        held.add(this, unwrittenBytes());
    }
}
