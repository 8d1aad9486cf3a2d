package carillon.hub.outbox;

import carillon.protocol.Frame;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Fails each write, as a socket does whose client is gone. */
public final class FailingTransport extends RecordingTransport {

    @Override
    public void write(List<Frame> frames, Consumer<Throwable> done) {
        done.accept(new IOException("The client is gone."));
    }
}
