package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.matrix.Shows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client whose node is killed under load finds on another node all that it missed, once and in order. */
@Shows("Recovery on any node after the death of one")
@Tag("telling")
@ExtendWith(ClusterExtension.class)
class RecoveryIT {

    private static final String CHANNEL = "recovery";

    /** Publishes numbers, one after the other, until it is told to stop; gives how many were accepted. */
    private static CompletableFuture<Integer> load(V1Client publisher, AtomicBoolean stop) {
        return CompletableFuture.supplyAsync(() -> {
            int n = 0;
            while (!stop.get()) {
                assertThat(publisher.publish(CHANNEL, Integer.toString(++n)).join().getString("type")).isEqualTo("published");
            }
            return n;
        });
    }

    private static List<String> data(V1Client client) {
        return client.publications().stream().map(Received::data).toList();
    }

    private static boolean recovered(V1Client client) {
        return client.lines().get(0).contains("\"recovered\":true");
    }

    @Test
    void nothingIsLostOrDoubledWhenTheNodeOfAClientIsKilled(Cluster cluster) {
        Node third = cluster.node(3);
        AtomicBoolean stop = new AtomicBoolean();
        try (V1Client publisher = V1Client.connected(cluster.node(1).uri()); V1Client before = V1Client.connected(third.uri(), CHANNEL)) {
            CompletableFuture<Integer> published = load(publisher, stop);
            await().until(() -> before.count() > 200);
            third.kill();
            before.wire().awaitClosing();
            int seen = before.count();
            await().until(() -> published.isDone() || publisher.lines().size() > seen + 400);
            try (V1Client after = V1Client.back(cluster.node(2).uri(), before, CHANNEL)) {
                assertThat(recovered(after)).isTrue();
                await().until(() -> after.count() > 500);
                stop.set(true);
                int total = published.join();
                await().until(() -> before.count() + after.count() >= total);
                List<String> all = new ArrayList<>(data(before));
                all.addAll(data(after));
                assertThat(all).isEqualTo(IntStream.rangeClosed(1, total).mapToObj(Integer::toString).toList());
            }
        } finally {
            stop.set(true);
            third.start();
            third.awaitReady();
        }
    }
}
