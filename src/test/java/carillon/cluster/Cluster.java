package carillon.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A broker and some nodes, side by side on this machine.
 *
 * <pre>{@code
 * try (Cluster cluster = Cluster.named("doors").nodes(3).start()) {
 *     cluster.node(1).uri();
 * }
 * }</pre>
 *
 * <p>Logs are in {@code target/it/<name>/}. {@link Builder#build()} gives one that is not started, to start its parts one
 * by one.
 */
public final class Cluster implements AutoCloseable {

    private final Broker broker;
    private final List<Node> nodes;
    private final String topic;

    private Cluster(Broker broker, List<Node> nodes, String topic) {
        this.broker = broker;
        this.nodes = nodes;
        this.topic = topic;
    }

    /** A cluster for tests, on free ports, ready. */
    public static Cluster start(int nodes) {
        return named("cluster").nodes(nodes).start();
    }

    /** A cluster for tests, on free ports, of which there can be several with different names. */
    public static Builder named(String name) {
        return new Builder(Directories.build().resolve("it").resolve(name));
    }

    /** A cluster whose logs are in a directory. */
    public static Builder in(Path directory) {
        return new Builder(directory);
    }

    /** The broker that this cluster has started; null if it uses another, or the nodes' own. */
    public Broker broker() {
        return broker;
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** The n-th node, counted from 1 as in its name. */
    public Node node(int n) {
        return nodes.get(n - 1);
    }

    /** The topic that all nodes hear. */
    public String topic() {
        return topic;
    }

    /** Starts the broker, then all nodes at the same time, and returns when all are ready. */
    public Cluster start() {
        try {
            if (broker != null) {
                broker.start();
            }
            nodes.forEach(Node::start);
            nodes.forEach(Node::awaitReady);
            return this;
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** Ends every process: the nodes at the same time, then the broker. */
    @Override
    public void close() {
        nodes.parallelStream().forEach(Node::stop);
        if (broker != null) {
            broker.stop();
        }
    }

    /** What a cluster is to be like. */
    public static final class Builder {

        private final Path directory;
        private final Map<String, String> settings = new HashMap<>();
        private final Stack stack = Stack.given();
        private IntFunction<Server> servers = stack::server;
        private int nodes = 2;
        private int firstPort;
        private int brokerPort;
        private String password = UUID.randomUUID().toString();
        private BrokerAddress ownBroker;
        /** Null for that of the stack. */
        private BrokerProgram brokerProgram;
        private IntFunction<Map<String, String>> ofOne = n -> Map.of();

        private Builder(Path directory) {
            this.directory = directory;
        }

        public Builder nodes(int count) {
            this.nodes = count;
            return this;
        }

        /** A setting of every node, by its name in the environment, for instance {@code CARILLON_OUTBOX_MAX_BYTES}. */
        public Builder with(String variable, String value) {
            settings.put(variable, value);
            return this;
        }

        /** What the nodes' JVMs run instead of Carillon, on Payara Micro: it has to answer the same probe at the same address, configured by the same variables. */
        public Builder running(String... arguments) {
            this.servers = n -> new PayaraMicro(List.of(arguments));
            return this;
        }

        /** Settings of the n-th node, counted from 1, besides those of all. */
        public Builder withOfNode(IntFunction<Map<String, String>> variables) {
            this.ofOne = variables;
            return this;
        }

        /** Which program the broker's JVM runs; by default the one that production runs. */
        public Builder broker(BrokerProgram program) {
            this.brokerProgram = program;
            return this;
        }

        /** The port on which the broker that is started listens. */
        public Builder brokerPort(int port) {
            this.brokerPort = port;
            return this;
        }

        Builder ports(int first) {
            this.firstPort = first;
            return this;
        }

        Builder broker(int port, String itsPassword) {
            this.brokerPort = port;
            this.password = itsPassword;
            return this;
        }

        /** Uses a broker that runs already; none is started. */
        Builder broker(BrokerAddress address) {
            this.ownBroker = address;
            return this;
        }

        public Cluster start() {
            return build().start();
        }

        public Cluster build() {
            if (stack.broker() == Stack.Brokers.EMBEDDED && ownBroker == null) {
                return of(null, new Peers(nodes, password)::environment);
            }
            Broker broker = ownBroker != null ? null
                    : new Broker(fresh("broker"), brokerPort == 0 ? Ports.free() : brokerPort, password, program());
            BrokerAddress address = ownBroker != null ? ownBroker : broker.address();
            if (broker != null && stack.noJournal().isEmpty()) {
                settings.putIfAbsent("CARILLON_JOURNAL", "carillon.journal"); // it keeps one, by its configuration
            }
            return of(broker, n -> address.environment());
        }

        private BrokerProgram program() {
            return brokerProgram != null ? brokerProgram : stack.program();
        }

        private Cluster of(Broker broker, IntFunction<Map<String, String>> backplane) {
            List<Node> parts = IntStream.rangeClosed(1, nodes).mapToObj(n -> node(n, backplane.apply(n))).toList();
            return new Cluster(broker, parts, settings.getOrDefault("CARILLON_TOPIC", "carillon"));
        }

        private Node node(int n, Map<String, String> backplane) {
            String name = "node-" + n;
            Map<String, String> all = new HashMap<>(backplane);
            all.putAll(settings);
            all.putAll(ofOne.apply(n));
            return new Node(name, fresh(name), firstPort == 0 ? Ports.free() : firstPort + n - 1, servers.apply(n), all);
        }

        private Path fresh(String part) {
            try {
                Path path = directory.resolve(part);
                Directories.delete(path);
                return Files.createDirectories(path);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
