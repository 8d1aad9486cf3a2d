package carillon.it;

import carillon.cluster.Cluster;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the cluster of a broker and three nodes: started for the first test that asks, ended after the last. */
final class ClusterExtension implements ParameterResolver {

    static final int NODES = 3;
    /** The secret of the operator of these nodes. */
    static final String OPS_TOKEN = "an operator of tests";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(ClusterExtension.class))
                .getOrComputeIfAbsent("cluster", key -> new Running(start()), Running.class).cluster;
    }

    private static Cluster start() {
        // Publishers of raw text are not paced by anything, and the clients share the processors with three nodes: here none is to be called slow.
        return Cluster.named("cluster").nodes(NODES).with("CARILLON_OUTBOX_MAX_BYTES", "16777216").with("CARILLON_OPS_TOKEN", OPS_TOKEN)
                .with("CARILLON_REJECTED_PER_MINUTE", "100000").with("CARILLON_ORIGINS", OtherOrigin.address()).with("CARILLON_HOSTS", "push.example,*.apps.example").start();
    }

    private record Running(Cluster cluster) implements CloseableResource {

        @Override
        public void close() {
            cluster.close();
        }
    }
}
