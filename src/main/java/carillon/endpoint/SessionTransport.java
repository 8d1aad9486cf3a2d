package carillon.endpoint;

import carillon.hub.Transport;
import carillon.protocol.CloseCode;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes to a session of the container. */
final class SessionTransport implements Transport {

    private static final Logger LOG = Logger.getLogger(SessionTransport.class.getName());

    private final Session session;
    private final Executor writers;
    private final Executor closers;

    /**
     * Makes one.
     *
     * @param writers what writes
     * @param closers for what may wait for the client: sending a close frame does
     */
    SessionTransport(Session session, Executor writers, Executor closers) {
        this.session = session;
        this.writers = writers;
        this.closers = closers;
    }

    @Override
    public void write(String text, Consumer<Throwable> done) {
        writers.execute(() -> writeNow(text, done));
    }

    private void writeNow(String text, Consumer<Throwable> done) {
        try {
            session.getAsyncRemote().sendText(text, result -> done.accept(failure(result)));
        } catch (RuntimeException closed) {
            // IllegalStateException by the specification; NullPointerException on Payara 6.2025.10 once the peer is gone
            done.accept(closed);
        }
    }

    private static Throwable failure(SendResult result) {
        if (result.isOK()) {
            return null;
        }
        return result.getException() != null ? result.getException() : new IOException("The container gives no reason.");
    }

    @Override
    public void ping() {
        writers.execute(this::pingNow);
    }

    private void pingNow() {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException gone) {
            LOG.log(Level.FINE, "No ping could be sent; the silence will tell.", gone);
        }
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public void close(CloseCode code) {
        try {
            closers.execute(() -> closeNow(code));
        } catch (RejectedExecutionException stopping) {
            closeNow(code);
        }
    }

    private void closeNow(CloseCode code) {
        try {
            session.close(new CloseReason(CloseCodes.getCloseCode(code.code()), code.reason()));
        } catch (IOException | RuntimeException closed) {
            LOG.log(Level.FINE, "The session was closed already.", closed);
        }
    }
}
