package carillon.faults.stage;

import carillon.cluster.Broker;
import carillon.cluster.BrokerProgram;
import carillon.cluster.Cluster;
import carillon.cluster.Directories;
import carillon.cluster.Node;
import carillon.cluster.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Three nodes, each with a link of its own to a broker, and HAProxy in front of them. One thread uses it. */
public final class Stage implements AutoCloseable {

    public static final int NODES = 3;
    /** Short, so that a dead link is noticed within a run: the default is 25 s. */
    public static final int PING_MS = 2_000;
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);

    private final Cluster cluster;
    private final List<Link> links;
    private final HaProxy balancer;
    private final Clocks clocks;
    private final Mischief mischief;

    private Stage(Cluster cluster, List<Link> links, HaProxy balancer, Clocks clocks, Mischief mischief) {
        this.cluster = cluster;
        this.links = links;
        this.balancer = balancer;
        this.clocks = clocks;
        this.mischief = mischief;
    }

    /** Boots one; returns when all is ready. */
    public static Stage open(Flavour flavour) throws IOException {
        Path directory = Files.createDirectories(Directories.build().resolve("faults").resolve(flavour.name().toLowerCase()));
        int brokerPort = Ports.free();
        List<Link> links = IntStream.range(0, NODES).mapToObj(n -> new Link(brokerPort)).toList();
        Clocks clocks = flavour == Flavour.CLOCKS ? new Clocks(directory) : null;
        Mischief mischief = new Mischief(directory.resolve("mischief"));
        Cluster cluster = Cluster.in(directory).nodes(NODES).brokerPort(brokerPort).broker(broker(flavour, directory, clocks, mischief))
                .with("CARILLON_PING_INTERVAL_MS", Integer.toString(PING_MS)).withOfNode(n -> ofNode(n, links, clocks)).build();
        HaProxy balancer = new HaProxy(directory, cluster.nodes());
        Stage stage = new Stage(cluster, links, balancer, clocks, mischief);
        try {
            cluster.start();
            balancer.start();
            stage.awaitReady();
            return stage;
        } catch (RuntimeException failed) {
            stage.close();
            throw failed;
        }
    }

    private static Map<String, String> ofNode(int n, List<Link> links, Clocks clocks) {
        Map<String, String> variables = new HashMap<>(clocks == null ? Map.of() : clocks.environment("node-" + n));
        variables.put("CARILLON_BROKER_URL", "tcp://127.0.0.1:" + links.get(n - 1).port());
        return variables;
    }

    private static BrokerProgram broker(Flavour flavour, Path directory, Clocks clocks, Mischief mischief) throws IOException {
        BrokerProgram usual = BrokerProgram.production();
        return switch (flavour) {
            case PLAIN -> usual;
            case CLOCKS -> new BrokerProgram(usual.main(), usual.configuration(), clocks.environment("broker"));
            case MISCHIEF -> new BrokerProgram(MischievousBroker.class.getName(), usual.configuration(), mischief.environment());
            case IMPATIENT -> new BrokerProgram(usual.main(), Impatience.in(directory, usual.configuration()), Map.of());
        };
    }

    public Node node(int n) {
        return cluster.node(n);
    }

    public List<Node> nodes() {
        return cluster.nodes();
    }

    public Broker broker() {
        return cluster.broker();
    }

    public String topic() {
        return cluster.topic();
    }

    /** Between the n-th node and the broker. */
    public Link link(int n) {
        return links.get(n - 1);
    }

    public HaProxy balancer() {
        return balancer;
    }

    /** Only of the flavour {@link Flavour#CLOCKS}. */
    public Clocks clocks() {
        return clocks;
    }

    /** Only of the flavour {@link Flavour#MISCHIEF}. */
    public Mischief mischief() {
        return mischief;
    }

    /** The WebSockets of all nodes, past the load balancer. */
    public List<URI> doors() {
        List<URI> doors = new ArrayList<>();
        nodes().forEach(node -> doors.add(URI.create("ws" + node.uri().toString().substring("http".length()) + "/ws")));
        return doors;
    }

    /** Starts what has ended, mends what is broken, and returns when all nodes are ready and the load balancer sees it. */
    public void awaitReady() {
        links.forEach(Link::mend);
        if (!broker().isAlive()) {
            broker().start();
        }
        nodes().stream().filter(node -> !node.isAlive()).forEach(Node::start);
        nodes().forEach(Node::awaitReady);
        Awaitility.await("nodes").atMost(READY_WITHIN).pollInSameThread().pollInterval(Duration.ofMillis(250))
                .until(() -> nodes().stream().allMatch(node -> node.probe() == 200) && balancer.seesAll());
    }

    @Override
    public void close() {
        balancer.close();
        cluster.close();
        links.forEach(Link::close);
    }
}
