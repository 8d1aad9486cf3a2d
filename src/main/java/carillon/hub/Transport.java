package carillon.hub;

import carillon.protocol.CloseCode;
import java.util.function.Consumer;

/**
 * The role of whatever writes to one client. Its owner is an {@link Outbox}.
 */
public interface Transport {

    /**
     * Starts to write one message; never waits for the client.
     *
     * <p>Not called again before {@code done}.
     *
     * @param text the message
     * @param done called exactly once, on any thread, perhaps before this method returns: with null when the message was taken, else with what
     *     went wrong
     */
    void write(String text, Consumer<Throwable> done);

    /** Starts to send a ping; a failure shows in silence. Called only while no write is under way. */
    void ping();

    /** Whether the socket is open, as far as the container knows. */
    boolean isOpen();

    /** Closes the connection; does nothing if it is closed already. Never throws. */
    void close(CloseCode code);
}
