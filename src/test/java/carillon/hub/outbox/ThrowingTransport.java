package carillon.hub.outbox;

import carillon.protocol.Frame;
import java.util.List;
import java.util.function.Consumer;

/** Breaks its promise and throws. */
public final class ThrowingTransport extends RecordingTransport {

    @Override
    public synchronized void ping(long number) {
        throw new IllegalStateException("A defect.");
    }

    @Override
    public void write(List<Frame> frames, Consumer<Throwable> done) {
        throw new IllegalStateException("A defect.");
    }
}
