package carillon.endpoint;

import carillon.hub.outbox.Transport;
import carillon.protocol.CloseCode;
import carillon.protocol.Frame;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.CloseReason;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Writes to a session of the container, by what Jakarta WebSocket has for it. */
final class SessionTransport implements Transport {

    private static final Logger LOG = Logger.getLogger(SessionTransport.class.getName());

    private final Session session;
    private final Turns writers;
    private final Executor closers;
    private final Leaving leaving;
    /** Of the write that is under way. */
    private volatile int unwritten;

    /**
     * Makes one.
     *
     * @param writers what writes
     * @param closers for what may wait for the client: sending a close frame does
     * @param leaving sees to it that the socket is closed in the end
     */
    SessionTransport(Session session, Turns writers, Executor closers, Leaving leaving) {
        this.session = session;
        this.writers = writers;
        this.closers = closers;
        this.leaving = leaving;
    }

    @Override
    public void whenFree(Runnable write) {
        writers.execute(write);
    }

    @Override
    public void whenIdle(Runnable write) {
        writers.executeLater(write);
    }

    @Override
    public boolean takesMany() {
        return false;
    }

    @Override
    public void write(List<Frame> frames, Consumer<Throwable> done) {
        AtomicBoolean once = new AtomicBoolean();
        try {
            unwritten = frames.stream().mapToInt(Frame::bytes).sum();
            session.getAsyncRemote().sendText(lines(frames), result -> end(done, once, failure(result)));
        } catch (RuntimeException closed) {
            // IllegalStateException by the specification; NullPointerException on Payara 6.2025.10 once the peer is gone
            end(done, once, closed);
        }
    }

    /** A container that both calls back and throws has ended the write once. */
    private void end(Consumer<Throwable> done, AtomicBoolean once, Throwable failure) {
        if (once.compareAndSet(false, true)) {
            unwritten = 0;
            done.accept(failure);
        }
    }

    private static String lines(List<Frame> frames) {
        return frames.size() == 1 ? frames.get(0).text() : frames.stream().map(Frame::text).collect(Collectors.joining("\n"));
    }

    private static Throwable failure(SendResult result) {
        if (result.isOK()) {
            return null;
        }
        return result.getException() != null ? result.getException() : new IOException("The container gives no reason.");
    }

    @Override
    public void ping(long number) {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        } catch (IOException | RuntimeException gone) {
            LOG.log(Level.FINE, "No ping could be sent; the silence will tell.", gone);
        }
    }

    /** A container shows a frame when it is whole. */
    @Override
    public long unfinishedNanos() {
        return 0;
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public void close(CloseCode code) {
        closeSession(code);
        leaving.reset(true);
    }

    @Override
    public void abort(CloseCode code, boolean mayWait) {
        if (mayWait) {
            closeSession(code);
            leaving.reset(false);
        } else {
            leaving.resetNow();
        }
    }

    private void closeSession(CloseCode code) {
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

    @Override
    public int unwrittenBytes() {
        return unwritten;
    }
}
