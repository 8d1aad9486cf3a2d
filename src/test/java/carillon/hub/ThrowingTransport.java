package carillon.hub;

import java.util.function.Consumer;

/** Breaks its promise and throws. */
public final class ThrowingTransport extends RecordingTransport {

    @Override
    public void write(String text, Consumer<Throwable> done) {
        throw new IllegalStateException("A defect.");
    }
}
