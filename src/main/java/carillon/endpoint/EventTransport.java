package carillon.endpoint;

import carillon.hub.outbox.Held;
import carillon.hub.outbox.Transport;
import carillon.protocol.CloseCode;
import carillon.protocol.Frame;
import carillon.stream.FrameStream;
import carillon.stream.LastBurst;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes to the response of a client of server-sent events. Never blocks: a write is done when the server would take another. Safe for use by any thread.
 */
final class EventTransport implements Transport, WriteListener {

    private static final Logger LOG = Logger.getLogger(EventTransport.class.getName());

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Means means;
    /** Whether somebody is about to complete the response, or has. */
    private final AtomicBoolean completing = new AtomicBoolean();
    /** Whether the server has said that it is complete. */
    private volatile boolean completed;
    /** What the server has not taken yet, its bytes shared by all; guarded by this, like all below. */
    private ByteBuffer waiting;
    private boolean unflushed;
    private Consumer<Throwable> done;
    private Throwable broken;

    /**
     * What event streams have in common, but for the socket.
     *
     * @param writers what writes
     * @param closers for what may wait for the client
     * @param leaving sees to it that the socket is closed in the end
     * @param lastEvents shared by all
     */
    record Means(Turns writers, Executor closers, Leaving leaving, LastBurst lastEvents) {
    }

    /** Makes one that can be written to once it {@linkplain #begin() has begun}. */
    EventTransport(AsyncContext context, ServletOutputStream out, Means means) {
        this.context = context;
        this.out = out;
        this.means = means;
    }

    /** From now on the server says when it takes more. */
    void begin() {
        out.setWriteListener(this);
    }

    @Override
    public void whenFree(Runnable write) {
        means.writers().execute(write);
    }

    @Override
    public void whenIdle(Runnable write) {
        means.writers().executeLater(write);
    }

    @Override
    public boolean takesMany() {
        return true;
    }

    @Override
    public boolean answersPings() {
        return false;
    }

    @Override
    public void write(List<Frame> frames, Consumer<Throwable> whenDone) {
        synchronized (this) {
            waiting = means.lastEvents().encoded(frames, EventFormat::event).duplicate();
            done = whenDone;
        }
        advance();
    }

    /** Goes on with the write that is under way, if there is one, as far as the server lets it. */
    private void advance() {
        Consumer<Throwable> settled;
        Throwable failure;
        synchronized (this) {
            if (done == null || broken == null && !taken()) {
                return;
            }
            settled = done;
            failure = broken;
            done = null;
            waiting = null;
        }
        settled.accept(failure);
    }

    /** Whether the server has taken all and would take more, or the client is gone. Where it would not, it calls {@link #onWritePossible()} later. */
    private boolean taken() {
        try {
            while (waiting != null && out.isReady()) {
                writeSlice();
            }
            if (waiting == null && out.isReady() && unflushed) {
                out.flush();
                unflushed = false;
            }
            return waiting == null && !unflushed && out.isReady();
        } catch (IOException | RuntimeException gone) {
            broken = gone; // RuntimeException too: Payara 6.2025.10 throws NullPointerException once the peer is gone
            return true;
        }
    }

    /** Servers copy what the client does not take: no more than a slice of what all share. */
    private void writeSlice() throws IOException {
        int length = Math.min(FrameStream.SLICE_BYTES, waiting.remaining());
        out.write(waiting.array(), waiting.position(), length);
        waiting.position(waiting.position() + length);
        waiting = waiting.hasRemaining() ? waiting : null;
        unflushed = true;
    }

    @Override
    public synchronized int unwrittenBytes() {
        return waiting == null ? 0 : waiting.remaining();
    }

    @Override
    public synchronized void tellUnwritten(Held held) {
        if (waiting != null) {
            held.add(waiting.array(), waiting.limit());
            held.add(this, FrameStream.SLICE_BYTES);
        }
    }

    @Override
    public void onWritePossible() {
        advance();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.FINE, "The client of an event stream is gone.", failure);
        end(failure);
        close(CloseCode.GOING_AWAY);
    }

    /** Nothing is written from now on: the server uses the output of a response that is complete again for another. */
    void end(Throwable why) {
        synchronized (this) {
            broken = broken != null ? broken : why;
        }
        advance();
    }

    /** Each push says {@code ping} already. */
    @Override
    public void ping(long number) {
        // nobody would answer
    }

    @Override
    public long unfinishedNanos() {
        return 0;
    }

    @Override
    public synchronized boolean isOpen() {
        return broken == null;
    }

    /** The response is complete, whoever has seen to that. */
    void completed() {
        completed = true;
        end(new IOException("The response is complete."));
    }

    /** Completes the response, once: what belonged to it may serve another by then. */
    @Override
    public void close(CloseCode code) {
        finish(true);
    }

    /** There is no word for why: the client sees that it has ended. */
    @Override
    public void abort(CloseCode code, boolean mayWait) {
        finish(false);
        means.leaving().resetNow();
    }

    private void finish(boolean reads) {
        end(new IOException("The stream has ended."));
        if (completed || !completing.compareAndSet(false, true)) {
            return;
        }
        means.leaving().reset(reads);
        try {
            means.closers().execute(this::complete);
        } catch (RejectedExecutionException stopping) {
            complete();
        }
    }

    /** If the server refuses, and does not say that it is complete, whoever closes next tries again: until then the client counts as connected. */
    private void complete() {
        if (completed) {
            return;
        }
        try {
            context.complete();
        } catch (RuntimeException refused) {
            LOG.log(Level.FINE, "The server does not complete the response now.", refused);
            completing.set(false);
        }
    }
}
