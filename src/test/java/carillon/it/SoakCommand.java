package carillon.it;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code mvn -Psoak -Dcycles=100000}: clients come and go, and the node's heap and registry have to be where they were.
 *
 * <p>Other options: {@code -Dthreads=4}. It ends with 1 if something is left.
 */
public final class SoakCommand {

    private static final int WARM_UP = 5_000;
    private static final long LEFT_OVER_KB = 8 * 1_024;

    private SoakCommand() {
    }

    public static void main(String[] arguments) throws Exception {
        int cycles = Integer.getInteger("cycles", 100_000);
        int threads = Integer.getInteger("threads", 4);
        boolean well;
        try (Cluster cluster = quickToNotice("soak").start()) {
            well = soak(cluster.node(1), cycles, threads);
        }
        System.exit(well ? 0 : 1); // the client's threads would keep the process
    }

    /** One node that notices in seconds who has fallen silent: with the defaults it would be a minute. */
    static Cluster.Builder quickToNotice(String name) {
        return Cluster.named(name).nodes(1).with("CARILLON_PING_INTERVAL_MS", "1000").with("CARILLON_CONNECT_TIMEOUT_MS", "2000");
    }

    private static boolean soak(Node node, int cycles, int threads) throws Exception {
        new Churn(node.uri(), threads, WARM_UP).run();
        NodeHealth.awaitEmpty(node.uri());
        long before = Heap.usedKb(node);
        say("warm: heap %,d KB after a full collection, %d connections, %d channels", before, NodeHealth.connections(node.uri()), NodeHealth.channels(node.uri()));
        Instant start = Instant.now();
        Churn churn = new Churn(node.uri(), threads, cycles);
        await(churn);
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        NodeHealth.awaitEmpty(node.uri());
        long after = Heap.settledKb(node, before + LEFT_OVER_KB);
        say("after %,d cycles in %.0f s (%.0f/s): heap %,d KB, %d connections, %d channels, %d silent clients not cut", churn.done(), seconds, churn.done() / seconds, after,
                NodeHealth.connections(node.uri()), NodeHealth.channels(node.uri()), churn.uncut());
        return after - before <= LEFT_OVER_KB && churn.uncut() == 0;
    }

    private static void await(Churn churn) throws Exception {
        CompletableFuture<Void> all = CompletableFuture.runAsync(() -> {
            try {
                churn.run();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        while (!all.isDone()) {
            try {
                all.get(10, TimeUnit.SECONDS);
            } catch (TimeoutException running) {
                say("%,d cycles", churn.done());
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
