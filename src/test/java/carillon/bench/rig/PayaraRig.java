package carillon.bench.rig;

import carillon.bench.wire.NaiveSpeech;
import carillon.bench.wire.Speech;
import carillon.bench.wire.V1Speech;
import carillon.cluster.Cluster;
import carillon.cluster.Node;
import java.net.URI;
import java.util.List;
import java.util.OptionalDouble;

/** Nodes of Payara Micro and a broker, with Carillon or with the naive loop. */
record PayaraRig(Cluster cluster, Speech speech) implements Rig {

    static Rig carillon(int nodes) {
        return new PayaraRig(Cluster.named("bench-carillon").nodes(nodes).start(), new V1Speech());
    }

    static Rig naive(int nodes) {
        return new PayaraRig(Cluster.named("bench-naive").nodes(nodes).running(NaiveWar.program()).start(), new NaiveSpeech());
    }

    @Override
    public List<URI> nodes() {
        return cluster.nodes().stream().map(Node::uri).toList();
    }

    @Override
    public List<ProcessHandle> nodeProcesses() {
        return cluster.nodes().stream().map(Node::process).toList();
    }

    @Override
    public List<ProcessHandle> brokerProcesses() {
        return List.of(cluster.broker().process());
    }

    @Override
    public OptionalDouble heap() {
        return OptionalDouble.of(nodeProcesses().stream().mapToDouble(LiveHeap::of).sum());
    }

    @Override
    public void close() {
        cluster.close();
    }
}
