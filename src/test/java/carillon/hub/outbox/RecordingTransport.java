package carillon.hub.outbox;

import carillon.hub.OneAfterAnother;
import carillon.protocol.CloseCode;
import carillon.protocol.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Takes every message at once, as a client does that reads fast, and remembers it. */
public class RecordingTransport implements Transport {

    /** Guarded by this; so are all fields below. */
    private final List<String> messages = new ArrayList<>();
    private final List<CloseCode> closes = new ArrayList<>();
    private final List<Long> pings = new ArrayList<>();
    private long unfinishedNanos;
    private final OneAfterAnother turns = new OneAfterAnother();

    @Override
    public void write(List<Frame> frames, Consumer<Throwable> done) {
        done.accept(record(frames) ? null : new IOException("It is closed."));
    }

    final synchronized boolean record(List<Frame> frames) {
        return closes.isEmpty() && messages.add(frames.stream().map(Frame::text).collect(Collectors.joining("\n")));
    }

    @Override
    public void whenFree(Runnable write) {
        turns.execute(write);
    }

    @Override
    public boolean takesMany() {
        return false;
    }

    @Override
    public synchronized void ping(long number) {
        pings.add(number);
    }

    @Override
    public synchronized long unfinishedNanos() {
        return unfinishedNanos;
    }

    /** The client has begun a frame so long ago and not ended it. */
    public synchronized void stall(long nanos) {
        unfinishedNanos = nanos;
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

    /** The numbers of its pings. */
    public synchronized List<Long> pings() {
        return List.copyOf(pings);
    }
}
