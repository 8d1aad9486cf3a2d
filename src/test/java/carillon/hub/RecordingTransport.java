package carillon.hub;

import carillon.protocol.CloseCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes every message at once, as a client does that reads fast, and remembers it. */
public class RecordingTransport implements Transport {

    /** Guarded by this; so are all fields below. */
    private final List<String> messages = new ArrayList<>();
    private final List<CloseCode> closes = new ArrayList<>();
    private int pings;

    @Override
    public void write(String text, Consumer<Throwable> done) {
        done.accept(record(text) ? null : new IOException("It is closed."));
    }

    final synchronized boolean record(String text) {
        return closes.isEmpty() && messages.add(text);
    }

    @Override
    public synchronized void ping() {
        pings++;
    }

    @Override
    public synchronized boolean isOpen() {
        return closes.isEmpty();
    }

    @Override
    public synchronized void close(CloseCode code) {
        closes.add(code);
    }

    public synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    /** Why it was closed first; empty if it is open. */
    public synchronized Optional<CloseCode> closed() {
        return closes.stream().findFirst();
    }

    public synchronized int pings() {
        return pings;
    }
}
