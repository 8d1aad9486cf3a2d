package carillon.hub.outbox;

import carillon.protocol.Frame;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** Starts each write, and ends it when the test says so: a client that reads slowly, or not at all. */
public final class BlockingTransport extends RecordingTransport {

    /** Guarded by this; so is the next field. */
    private final Queue<Consumer<Throwable>> started = new ArrayDeque<>();
    private boolean open;

    @Override
    public void write(List<Frame> frames, Consumer<Throwable> done) {
        record(frames);
        if (!later(done)) {
            done.accept(null);
        }
    }

    private synchronized boolean later(Consumer<Throwable> done) {
        return !open && started.add(done);
    }

    /** How many writes were started but not ended. */
    public synchronized int inFlight() {
        return started.size();
    }

    /** Ends the write under way. */
    public void release() {
        next().accept(null);
    }

    /** Ends the write under way, badly. */
    public void fail(Throwable failure) {
        next().accept(failure);
    }

    private synchronized Consumer<Throwable> next() {
        return started.remove();
    }

    /** Ends the write under way, and from now on each at once. */
    public void releaseAll() {
        synchronized (this) {
            open = true;
        }
        release();
    }
}
