package carillon.hub.outbox;

import carillon.protocol.Frame;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Ends each write on another thread, perhaps before the caller is back; notices two at a time. */
public final class HandingOverTransport extends RecordingTransport {

    private final Executor executor;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean overlapped;

    public HandingOverTransport(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void write(List<Frame> frames, Consumer<Throwable> done) {
        if (inFlight.incrementAndGet() > 1) {
            overlapped = true;
        }
        record(frames);
        executor.execute(() -> {
            inFlight.decrementAndGet();
            done.accept(null);
        });
    }

    public boolean overlapped() {
        return overlapped;
    }
}
