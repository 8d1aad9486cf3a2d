package carillon.cluster;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How nodes that are each other's broker find one another: each has a port of its own, and knows those of two others. */
final class Peers {

    private final List<Integer> ports;
    private final String password;

    /** Of so many nodes; the password is the one by which they know each other. */
    Peers(int nodes, String password) {
        this.ports = IntStream.range(0, nodes).map(n -> Ports.free()).boxed().toList();
        this.password = password;
    }

    /** What the n-th node, counted from 1, is told; a lone one is told of itself. */
    Map<String, String> environment(int n) {
        return Map.of("CARILLON_BROKER_PASSWORD", password, "CARILLON_CLUSTER_PORT", port(n), "CARILLON_PEER_1_PORT", port(n + 1), "CARILLON_PEER_2_PORT", port(n + 2));
    }

    private String port(int n) {
        return Integer.toString(ports.get((n - 1) % ports.size()));
    }
}
