package carillon.cluster;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which servers and which broker a cluster is made of.
 *
 * @param servers of the nodes
 * @param broker behind them
 */
public record Stack(Servers servers, Brokers broker) {

    /** Which server each node is. */
    public enum Servers { PAYARA_MICRO, PAYARA_SERVER, WILDFLY, MIXED }

    /** Which broker, and with {@link #EMBEDDED} none besides the one that is part of each WildFly. {@link #OPENMQ} is a part of Payara Server, but one for all. */
    public enum Brokers { ACTIVEMQ, ARTEMIS, EMBEDDED, OPENMQ }

    /** Of these, one for each broker: what is made for a broker is made once. */
    private static final Map<Brokers, WildFly> WILDFLY = Map.of(
            Brokers.ACTIVEMQ, new WildFly(new WildFlyBase("activemq", "http-listener.cli", "activemq-install.cli")),
            Brokers.ARTEMIS, new WildFly(new WildFlyBase("artemis", "http-listener.cli", "artemis-install.cli")),
            Brokers.EMBEDDED, new WildFly(new WildFlyBase("embedded", "http-listener.cli", "embedded-install.cli")));

    private static final PayaraServer PAYARA_SERVER = new PayaraServer(new PayaraServerBase("activemq"));
    private static final PayaraServer PAYARA_SERVER_OPENMQ = new PayaraServer(new PayaraServerBase("openmq"));

    public Stack {
        if (broker == Brokers.EMBEDDED && servers != Servers.WILDFLY) {
            throw new ClusterException("-Dbroker=embedded is a part of WildFly: it needs -Dserver=wildfly");
        }
        if (broker == Brokers.OPENMQ && servers != Servers.PAYARA_SERVER) {
            throw new ClusterException("-Dbroker=openmq is a part of Payara Server: it needs -Dserver=payara-server");
        }
    }

    /** What the system properties {@code carillon.server} and {@code carillon.broker} name, as the build sets them; Payara Micro with ActiveMQ Classic otherwise. */
    public static Stack given() {
        return new Stack(constant("carillon.server", Servers.PAYARA_MICRO), constant("carillon.broker", Brokers.ACTIVEMQ));
    }

    private static <E extends Enum<E>> E constant(String property, E otherwise) {
        String text = Options.text(property).orElse(written(otherwise));
        return List.of(otherwise.getDeclaringClass().getEnumConstants()).stream().filter(one -> written(one).equals(text)).findFirst()
                .orElseThrow(() -> new ClusterException("-D" + property.substring("carillon.".length()) + "=" + text + " is none of "
                        + List.of(otherwise.getDeclaringClass().getEnumConstants()).stream().map(Stack::written).toList()));
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the n-th node is, counted from 1. */
    Server server(int n) {
        if (servers == Servers.PAYARA_SERVER) {
            return broker == Brokers.OPENMQ ? PAYARA_SERVER_OPENMQ : PAYARA_SERVER;
        }
        return isWildFly(n) ? WILDFLY.get(broker) : PayaraMicro.carillon();
    }

    /** What the JVM of the broker runs. */
    BrokerProgram program() {
        return switch (broker) {
            case ARTEMIS -> BrokerProgram.artemis();
            case OPENMQ -> BrokerProgram.openMq();
            default -> BrokerProgram.production();
        };
    }

    /** Whether the n-th node is a WildFly. */
    public boolean isWildFly(int n) {
        return servers == Servers.WILDFLY || servers == Servers.MIXED && n % 2 == 0;
    }

    /** Whether nodes see the ids that ActiveMQ's own clients give their messages: Artemis gives others to those who speak another protocol, and WildFly does. */
    public boolean keepsMessageIds() {
        return broker == Brokers.ACTIVEMQ || servers == Servers.PAYARA_MICRO || servers == Servers.PAYARA_SERVER;
    }

    /** Why no broker keeps durable publications; nothing if one does. */
    public Optional<String> noJournal() {
        return switch (broker) {
            case EMBEDDED -> Optional.of("a node that is its own broker could keep what it publishes on its own disk only, which goes when the node goes");
            case OPENMQ -> Optional.of("OpenMQ copies nothing from a topic to a queue");
            default -> Optional.empty();
        };
    }

    /** Whether the broker says again what was said before a node listened. */
    public boolean isRetroactive() {
        return broker == Brokers.ACTIVEMQ;
    }

    /** For instance {@code wildfly/activemq}. */
    @Override
    public String toString() {
        return written(servers) + "/" + written(broker);
    }
}
