package carillon.bench.rig;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What is compared. */
public enum Variant {

    /** This version. */
    CARILLON,
    /** The loop that everybody writes first; see the package {@code naive}. */
    NAIVE,
    /** Socket.IO 4 with its Redis adapter. */
    SOCKETIO;

    /** The name in options and reports. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Whether the deliveries have to be perfect. */
    public boolean promises() {
        return this != NAIVE;
    }

    /** Why it can't be started here; empty if it can. */
    public Optional<String> missing() {
        return this == SOCKETIO ? SocketIoRig.missing() : Optional.empty();
    }

    /** Starts a cluster of it. */
    public Rig start(int nodes) {
        return switch (this) {
            case CARILLON -> PayaraRig.carillon(nodes);
            case NAIVE -> PayaraRig.naive(nodes);
            case SOCKETIO -> SocketIoRig.start(nodes);
        };
    }

    /** A cluster of Carillon that somebody else has started. */
    public static Rig given(List<URI> nodes) {
        return new GivenRig(nodes);
    }
}
