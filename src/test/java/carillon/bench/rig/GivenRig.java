package carillon.bench.rig;

import carillon.bench.wire.Speech;
import carillon.bench.wire.V1Speech;
import java.net.URI;
import java.util.List;
import java.util.OptionalDouble;

/** A cluster of Carillon whose processes are not known. */
record GivenRig(List<URI> nodes) implements Rig {

    @Override
    public Speech speech() {
        return new V1Speech();
    }

    @Override
    public List<ProcessHandle> nodeProcesses() {
        return List.of();
    }

    @Override
    public List<ProcessHandle> brokerProcesses() {
        return List.of();
    }

    @Override
    public OptionalDouble heap() {
        return OptionalDouble.empty();
    }

    @Override
    public void close() {
        // Not ours to end.
    }
}
