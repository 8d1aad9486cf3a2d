package carillon.check;

import carillon.config.Settings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All names that something reads: the application's settings, and what the descriptors and the servers' configuration read. */
public final class KnownNames {

    /** Read by {@code WEB-INF}, {@code server-config} and the node's log, not by the application itself; a test compares them. */
    private static final List<String> OF_THE_SERVERS = List.of(
            "carillon.adapter", "carillon.retroactive",
            "carillon.broker.url", "carillon.broker.user", "carillon.broker.password", "carillon.broker.host", "carillon.broker.port", "carillon.broker.data",
            "carillon.http.port", "carillon.http.address", "carillon.http.threads",
            "carillon.log.format", "carillon.log.traces", "carillon.log.rate",
            "carillon.cluster.address", "carillon.cluster.port",
            "carillon.url", "carillon.drain.seconds", "carillon.unprivileged");
    /** Of the embedded brokers of WildFly, one for each node: {@code carillon.peer.1.host}; and of the delivered load balancers, which may share an environment with a node. */
    private static final List<String> FAMILIES = List.of("carillon.peer.", "carillon.node.", "carillon.tls.", "carillon.bind", "carillon.maxconn", "carillon.admin.socket");

    private KnownNames() {
    }

    /** The names that are known, with dots. */
    public static Set<String> all() {
        Set<String> names = new TreeSet<>(Settings.names());
        names.addAll(OF_THE_SERVERS);
        return names;
    }

    /** Whether a name is one of many that are numbered, or of a delivered load balancer. */
    static boolean isOfAFamily(String name) {
        return FAMILIES.stream().anyMatch(name::startsWith);
    }
}
