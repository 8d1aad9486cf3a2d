package carillon.cluster;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * {@code mvn -Pcluster}: starts a broker and some nodes, says how to try them, and ends them on Ctrl-C. {@code -Dserver} and {@code -Dbroker} say which, see {@link Stack}.
 *
 * <p>Options: {@code -Dnodes=2}, {@code -Dport=8080} (first HTTP port), {@code -Dbroker.port=61616}; or {@code -Dbroker.url},
 * {@code -Dbroker.user} and {@code -Dbroker.password} for a broker of one's own, and then none is started; {@code -Dnode.options} for
 * the nodes' JVMs.
 */
public final class ClusterCommand {

    private static final PrintStream OUT = System.out;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_NODES = 20;

    private final long start = System.nanoTime();
    private final int port = Options.number("port", 8080, 1, HIGHEST_PORT);
    private final int nodes = Options.number("nodes", 2, 1, MOST_NODES);
    private final Login login = Login.inBuild();
    private final BrokerAddress ownBroker = ownBroker();
    /** Before the cluster, which empties the directory. */
    private final Claim claim = Claim.on(login.file().getParent());
    private final Cluster cluster = cluster();
    private final List<Supervisor> supervisors = cluster.nodes().stream().map(node -> new Supervisor(part(node), this::say)).toList();
    private volatile boolean ending;

    private ClusterCommand() {
    }

    public static void main(String[] arguments) {
        try {
            new ClusterCommand().run();
        } catch (ClusterException refused) {
            OUT.println();
            OUT.println(refused.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-cluster"));
        cluster.nodes().forEach(Node::requireFreePort);
        startBroker();
        cluster.nodes().forEach(Node::start);
        say("starting " + nodes + " nodes");
        awaitNodes();
        explain();
        awaitEnd();
    }

    private void startBroker() {
        if (ownBroker != null) {
            JmsLink.check(ownBroker);
            say("broker: " + ownBroker.url() + " (yours)");
        } else if (cluster.broker() == null) {
            say("no broker: each node is its own, and they form a cluster");
        } else {
            cluster.broker().start();
            login.write(cluster.broker().address());
            say("broker ready: " + cluster.broker().address().url());
        }
    }

    private void awaitNodes() {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        CompletableFuture.allOf(cluster.nodes().stream()
                .map(node -> CompletableFuture.runAsync(() -> awaitNode(node), task -> new Thread(task, node.name()).start()))
                .peek(node -> node.exceptionally(failure -> fail(ready, failure)))
                .toArray(CompletableFuture<?>[]::new)).thenRun(() -> ready.complete(null));
        join(ready);
    }

    /** The first failure ends it: there is no need to wait for the other nodes. */
    private static Void fail(CompletableFuture<Void> ready, Throwable failure) {
        ready.completeExceptionally(failure);
        return null;
    }

    private static void join(CompletableFuture<Void> ready) {
        try {
            ready.join();
        } catch (CompletionException failed) {
            throw ClusterException.of(failed.getCause());
        }
    }

    private void awaitNode(Node node) {
        node.awaitReady();
        say(node.name() + " ready: " + node.uri() + "/");
    }

    private void explain() {
        OUT.println();
        OUT.println("The page:         " + cluster.node(1).uri() + "/" + (nodes > 1 ? "   and   " + cluster.node(2).uri() + "/" : ""));
        OUT.println("A raw WebSocket:  npx wscat -c ws://127.0.0.1:" + port + "/carillon/ws/news");
        OUT.println("  or, on a page:  new WebSocket('ws://' + location.host + '/carillon/ws/news').onmessage = m => console.log(m.data)");
        if (ownBroker != null || cluster.broker() != null) {
            OUT.println("A JMS message:    mvn -Psend -Dchannel=news -Dtext='hello'");
        }
        OUT.println();
        OUT.println((cluster.broker() != null ? "Broker login: " + login.file() + ".  " : "") + "Logs: " + login.file().getParent() + "/*.log.  Ctrl-C ends everything.");
    }

    /** Says it when a part ends, which a user may well do on purpose, and starts a node again; returns when all nodes have ended for good. */
    private void awaitEnd() {
        if (cluster.broker() != null) {
            cluster.broker().jvm().end().thenAccept(code -> sayEnded(cluster.broker().jvm(), code));
        }
        CompletableFuture.allOf(supervisors.stream()
                .map(supervisor -> CompletableFuture.runAsync(supervisor::run, task -> new Thread(task, "supervisor").start()))
                .toArray(CompletableFuture<?>[]::new)).join();
        if (!ending) {
            throw new ClusterException("All nodes have ended");
        }
    }

    private void sayEnded(Jvm jvm, int code) {
        if (!ending) {
            say(jvm.name() + " has ended with exit code " + code + " (log: " + jvm.log().path() + ")");
        }
    }

    private static Supervisor.Part part(Node node) {
        return new Supervisor.Part() {
            @Override
            public String name() {
                return node.name();
            }

            @Override
            public CompletableFuture<Integer> end() {
                return node.jvm().end();
            }

            @Override
            public void start() {
                node.start();
            }

            @Override
            public void awaitReady() {
                node.awaitReady();
            }
        };
    }

    private void end() {
        ending = true;
        supervisors.forEach(Supervisor::stop);
        cluster.close();
        say("ended");
    }

    private void say(String line) {
        OUT.printf("[%5.1f s] %s%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0, line);
    }

    private Cluster cluster() {
        Cluster.Builder builder = Cluster.in(login.file().getParent()).nodes(nodes).ports(port);
        return ownBroker != null ? builder.broker(ownBroker).build()
                : builder.broker(Options.number("broker.port", 61616, 1, HIGHEST_PORT), login.password()).build();
    }

    private static BrokerAddress ownBroker() {
        return Options.text("broker.url").map(url -> new BrokerAddress(url, credential("broker.user"), credential("broker.password"))).orElse(null);
    }

    private static String credential(String name) {
        return Options.text(name).orElseThrow(() -> new ClusterException("-Dbroker.url needs -D" + name + "=… too"));
    }
}
