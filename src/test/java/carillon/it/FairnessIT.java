package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.matrix.Shows;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Eight connections publish all that they may, and take nothing from others: not their turn, not what they missed, not their keys. */
@Shows("Shares of publishing, history and keys")
@ExtendWith(ClusterExtension.class)
class FairnessIT {

    private static final Logger LOG = Logger.getLogger(FairnessIT.class.getName());
    private static final int FLOODERS = 8;
    private static final int EACH = 100;
    private static final int LONG = 60_000;
    /** With those of the flooders' long publications more than a node remembers. */
    private static final int KEYS_EACH = 9_000;
    private static final int IN_FLIGHT = 20;
    private static final int KEYS_IN_FLIGHT = 1_000;
    private static final String QUIET = "fairness.quiet";
    private static final String KEYED = "\"channel\":\"" + QUIET + "\",\"data\":\"once\",\"key\":\"honest\"";

    @Test
    void oneClientMakesNeitherTheHistoryNorTheKeysOfOthersForgotten(Cluster cluster) {
        URI flooded = cluster.node(1).uri();
        try (V1Client publisher = V1Client.connected(flooded); V1Client reader = V1Client.connected(cluster.node(2).uri(), QUIET)) {
            JsonObject first = publisher.call("publish", KEYED);
            await().until(() -> reader.count() == 1);
            reader.close();
            for (int i = 0; i < 5; i++) {
                publisher.publish(QUIET, String.valueOf(i)).join();
            }
            AtomicInteger published = new AtomicInteger();
            List<Long> micros = during(publisher, "fairness.honest", () -> {
                all(number -> flood(flooded, EACH, IN_FLIGHT, published, i -> "\"channel\":\"fairness.flood\",\"data\":\"" + "x".repeat(LONG) + "\""));
                all(number -> flood(flooded, KEYS_EACH, KEYS_IN_FLIGHT, published, i -> "\"channel\":\"fairness.flood." + i + "\",\"data\":1,\"key\":\"" + number + "." + i + "\""));
            });
            LOG.info(() -> "An honest client while eight flood: " + micros.size() + " publications, p50 " + part(micros, 50) + " us, p99 " + part(micros, 99) + " us.");
            assertThat(published).as("more bytes than the history holds, and more keys than are remembered").hasValue(FLOODERS * (EACH + KEYS_EACH));
            for (int node = 2; node <= 3; node++) {
                try (V1Client back = V1Client.back(cluster.node(node).uri(), reader, QUIET)) {
                    assertThat(back.lines().get(0)).contains("\"recovered\":true");
                    await().until(() -> back.count() == 5);
                    assertThat(back.publications()).extracting(Received::data).containsExactly("0", "1", "2", "3", "4");
                    JsonObject again = back.call("publish", KEYED);
                    assertThat(again.getBoolean("repeated", false)).as("its key is known: %s", again).isTrue();
                    assertThat(again.getJsonNumber("seq")).isEqualTo(first.getJsonNumber("seq"));
                }
            }
        }
    }

    private interface Words {
        String of(int i);
    }

    private interface Flooder {
        void run(int number);
    }

    private static void all(Flooder flooder) {
        CompletableFuture.allOf(IntStream.range(0, FLOODERS).mapToObj(number -> CompletableFuture.runAsync(() -> flooder.run(number), task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new)).join();
    }

    /** Publishes as fast as it is answered; what is refused (its share is full) it sends again. */
    private static void flood(URI node, int count, int inFlight, AtomicInteger published, Words words) {
        Semaphore room = new Semaphore(inFlight);
        try (V1Client client = V1Client.connected(node)) {
            AtomicInteger left = new AtomicInteger(count);
            for (int i = 0; left.get() > 0; i++) {
                left.decrementAndGet();
                room.acquireUninterruptibly();
                client.command("publish", words.of(i)).whenComplete((reply, failure) -> {
                    if (reply != null && reply.getString("type").equals("published")) {
                        published.incrementAndGet();
                    } else {
                        left.incrementAndGet();
                    }
                    room.release();
                });
                if (left.get() <= 0) {
                    room.acquireUninterruptibly(inFlight);
                    room.release(inFlight);
                }
            }
        }
    }

    /**
     * Publishes one after the other while something is done; none may be refused. What the broker has not confirmed in time, on a machine that has too much to do, is published again with its key.
     * Gives how long each took, in microseconds.
     */
    private static List<Long> during(V1Client client, String channel, Runnable flood) {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<List<Long>> honest = CompletableFuture.supplyAsync(() -> {
            List<Long> micros = new ArrayList<>();
            while (!over.get()) {
                long start = System.nanoTime();
                publish(client, "\"channel\":\"" + channel + "\",\"data\":1,\"key\":\"" + micros.size() + "\"");
                micros.add((System.nanoTime() - start) / 1_000);
            }
            return micros;
        }, task -> new Thread(task).start());
        try {
            flood.run();
        } finally {
            over.set(true);
        }
        return honest.join();
    }

    private static void publish(V1Client client, String keyed) {
        JsonObject reply = client.command("publish", keyed).join();
        while (reply.getString("code", "").equals("unknown")) {
            reply = client.command("publish", keyed).join();
        }
        assertThat(reply.getString("type")).as("an honest publication: %s", reply).isEqualTo("published");
    }

    private static long part(List<Long> micros, int percent) {
        long[] sorted = micros.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100];
    }
}
