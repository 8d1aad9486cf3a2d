package carillon.it;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A client of raw text that remembers all it hears. */
final class RawClient implements AutoCloseable {

    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private final WireClient wire;

    private RawClient(URI node, String channel) {
        wire = WireClient.open(Uris.webSocket(node, "ws/" + channel), Optional.empty(), messages::add);
    }

    static RawClient open(URI node, String channel) {
        return new RawClient(node, channel);
    }

    /** What came, in the order in which it came. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    /** How many messages came. */
    int count() {
        return messages.size();
    }

    WireClient wire() {
        return wire;
    }

    @Override
    public void close() {
        wire.close();
    }
}
