package carillon.bench.rig;

import carillon.bench.wire.Speech;
import java.net.URI;
import java.util.List;
import java.util.OptionalDouble;

/** A running cluster of one variant. */
public interface Rig extends AutoCloseable {

    /** The bases of the nodes' applications. */
    List<URI> nodes();

    /** How its nodes want to be spoken to. */
    Speech speech();

    /** The nodes' processes; empty if they are not known. */
    List<ProcessHandle> nodeProcesses();

    /** The broker's process; empty if it is not known. */
    List<ProcessHandle> brokerProcesses();

    /** Bytes of heap that all nodes use after a full collection; empty if that can't be asked. */
    OptionalDouble heap();

    /** Ends what it has started. */
    @Override
    void close();
}
