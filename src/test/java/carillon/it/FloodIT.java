package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who publishes or asks as fast as it can is refused and then closed, while an honest client of the same node is served. */
@ExtendWith(ClusterExtension.class)
class FloodIT {

    private static final Logger LOG = Logger.getLogger(FloodIT.class.getName());
    private static final int HONEST = 300;
    private static final int LINES = 500;
    private static final int FRAMES_MAX = 2_000;

    @Test
    void aFloodOfPublicationsEndsAndOthersAreServed(Cluster cluster) {
        flood(cluster.node(1).uri(), "\"type\":\"publish\",\"channel\":\"flood.nobody\",\"data\":1");
    }

    @Test
    void aFloodOfCommandsEndsAndOthersAreServed(Cluster cluster) {
        flood(cluster.node(1).uri(), "\"type\":\"ping\"");
    }

    private static void flood(URI node, String command) {
        try (RawSocket flooder = RawSocket.v1(node).answeringPings(); V1Client honest = V1Client.connected(node, "flood.honest")) {
            flooder.send(Frames.text("{\"id\":1,\"type\":\"connect\"}"));
            assertThat(flooder.awaitText()).contains("connected");
            long before = p99Micros(honest);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> pour(flooder, command));
            CompletableFuture<Closing> closing = CompletableFuture.supplyAsync(() -> flooder.awaitClosing(60_000));
            long during = p99Micros(honest);
            LOG.info(() -> "p99 of an honest client: " + before + " us before, " + during + " us while another sends " + command);
            boolean tooFast = closing.join().equals(new Closing(4429, "too fast"));
            assertThat(tooFast || closing.join().equals(new Closing(1013, "slow consumer"))).as("it is closed (%s) when too many are refused, or too many replies not read in time", closing.join()).isTrue();
            sending.join();
            assertThat(!tooFast || flooder.texts().stream().anyMatch(text -> text.contains("\"code\":\"rate\""))).as("it was told before").isTrue();
        }
    }

    /** Until the node hangs up. */
    private static void pour(RawSocket flooder, String command) {
        boolean open = true;
        for (int frame = 0; frame < FRAMES_MAX && open; frame++) {
            int first = 2 + frame * LINES;
            open = flooder.send(Frames.text(IntStream.range(first, first + LINES).mapToObj(id -> "{\"id\":" + id + "," + command + "}").collect(Collectors.joining("\n"))));
        }
    }

    /** Publishes one at a time and waits until each has come back. */
    private static long p99Micros(V1Client client) {
        long[] micros = new long[HONEST];
        for (int i = 0; i < HONEST; i++) {
            int heard = client.count();
            long start = System.nanoTime();
            client.publish("flood.honest", String.valueOf(i));
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofNanos(100_000)).until(() -> client.count() == heard + 1);
            micros[i] = (System.nanoTime() - start) / 1_000;
        }
        Arrays.sort(micros);
        return micros[HONEST * 99 / 100];
    }
}
