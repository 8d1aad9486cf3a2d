package carillon.doctor;

import carillon.doctor.Cure.Adapter;
import carillon.doctor.Cure.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where a node runs, so far as a cure depends on it.
 *
 * @param server {@link Server#ANY} where it is not known
 * @param adapter {@link Adapter#ANY} where it is not known
 */
public record Site(Server server, Adapter adapter) {

    /** Of which nothing is known: all lines fit. */
    public static final Site UNKNOWN = new Site(Server.ANY, Adapter.ANY);

    /**
     * Where this node runs.
     *
     * @param properties of the JVM: each server sets its own
     * @param adapter the setting {@code carillon.adapter}, as the descriptors of the listener read it; that of ActiveMQ if it is not set
     */
    public static Site of(UnaryOperator<String> properties, Optional<String> adapter) {
        return new Site(server(properties), adapter(adapter.orElse("activemq-rar")));
    }

    /** An instance of Payara Server is apart from the programs of the server; Payara Micro unpacks both into one directory. */
    private static Server server(UnaryOperator<String> properties) {
        if (properties.apply("jboss.server.base.dir") != null) {
            return Server.WILDFLY;
        }
        String instance = properties.apply("com.sun.aas.instanceRoot");
        if (instance == null) {
            return Server.ANY;
        }
        String programs = properties.apply("com.sun.aas.installRoot");
        return programs != null && Path.of(programs).normalize().equals(Path.of(instance).normalize()) ? Server.PAYARA_MICRO : Server.PAYARA;
    }

    /** By the names that the scripts in {@code server-config} give. */
    private static Adapter adapter(String name) {
        if (name.startsWith("activemq-rar")) {
            return Adapter.ACTIVEMQ;
        }
        return switch (name) {
            case "jmsra" -> Adapter.OPENMQ;
            case "carillon-in" -> Adapter.ARTEMIS;
            case "carillon" -> Adapter.EMBEDDED;
            default -> Adapter.ANY;
        };
    }

    /** The lines that are for a node here. */
    List<String> lines(Ailment ailment) {
        return ailment.cures().stream().filter(cure -> server == Server.ANY || cure.server() == Server.ANY || cure.server() == server)
                .filter(cure -> adapter == Adapter.ANY || cure.adapter() == Adapter.ANY || cure.adapter() == adapter).map(Cure::line).toList();
    }
}
