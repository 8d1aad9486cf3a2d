package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.cluster.Stack;
import carillon.matrix.Shows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node that joins under load knows what was said before it came: who missed some of it finds it there. */
@Shows("Recovery on a node that was not born yet")
@ExtendWith(ClusterExtension.class)
class FreshNodeIT {

    private static final String CHANNEL = "fresh";

    /** Until it is published: while a node boots beside it, this one may be slow. With its key it is published once all the same. */
    private static void publish(V1Client publisher, int n) {
        String command = "\"channel\":\"" + CHANNEL + "\",\"data\":" + n + ",\"key\":\"fresh-" + n + "\"";
        await().pollDelay(Duration.ZERO).until(() -> publisher.command("publish", command).join().getString("type").equals("published"));
    }

    private static CompletableFuture<Integer> load(V1Client publisher, AtomicBoolean stop) {
        return CompletableFuture.supplyAsync(() -> {
            int n = 0;
            while (!stop.get()) {
                publish(publisher, ++n);
            }
            return n;
        });
    }

    @Test
    void aClientThatWasAwaySinceBeforeTheNodeWasBornFindsAllThatItMissed(Cluster cluster) {
        Node killed = cluster.node(2);
        Node fresh = cluster.node(3);
        AtomicBoolean stop = new AtomicBoolean();
        try (V1Client publisher = V1Client.connected(cluster.node(1).uri()); V1Client before = V1Client.connected(killed.uri(), CHANNEL)) {
            CompletableFuture<Integer> published = load(publisher, stop);
            await().until(() -> before.count() > 200);
            killed.kill();
            before.wire().awaitClosing();
            fresh.kill();
            int seen = before.count();
            fresh.start();
            fresh.awaitReady();
            assertThat(published).as("under load").isNotDone();
            assertThat(NodeHealth.mode(fresh.uri())).as("what the broker says again under load is less than can be told from what has piled up").isIn("full", "repair");
            try (V1Client after = V1Client.back(fresh.uri(), before, CHANNEL)) {
                assertThat(after.lines().get(0)).contains("\"recovered\":true");
                await().until(() -> after.count() > 500);
                stop.set(true);
                int total = published.join();
                await().until(() -> seen + after.count() >= total);
                List<String> all = new ArrayList<>(before.publications().stream().map(Received::data).toList());
                after.publications().stream().map(Received::data).forEach(all::add);
                assertThat(all).isEqualTo(IntStream.rangeClosed(1, total).mapToObj(Integer::toString).toList());
            }
        } finally {
            stop.set(true);
            killed.start();
            killed.awaitReady();
        }
        assertThat(NodeHealth.mode(killed.uri())).as("whether the broker says again what was said").isEqualTo(Stack.given().isRetroactive() ? "full" : "repair");
    }
}
