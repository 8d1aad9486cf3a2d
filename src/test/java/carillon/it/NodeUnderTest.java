package carillon.it;

import carillon.cluster.Cluster;
import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the root of a node: the one that {@code -Dcarillon.url=http://host:port/carillon} names, wherever it came from, or else the first
 * of the cluster.
 */
final class NodeUnderTest implements ParameterResolver {

    private final ClusterExtension cluster = new ClusterExtension();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == URI.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String given = System.getProperty("carillon.url", "");
        return given.isEmpty() ? ((Cluster) cluster.resolveParameter(parameter, context)).node(1).uri() : URI.create(given);
    }
}
