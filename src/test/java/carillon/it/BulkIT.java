package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An honest publisher of a great deal is stopped by none of the limits that are set against hostile ones. */
@ExtendWith(ClusterExtension.class)
class BulkIT {

    private static final int PUBLICATIONS = 250;
    private static final String PAYLOAD = "x".repeat(60_000);

    private static byte[] publish(int id) {
        return Frames.text("{\"id\":" + id + ",\"type\":\"publish\",\"channel\":\"bulk\",\"data\":\"" + PAYLOAD + "\"}");
    }

    /** What has piled up while the node did not read is more than it keeps of one frame. */
    @Test
    void largeFramesThatPileUpAreAllAnswered(Cluster cluster) {
        Node node = cluster.node(2);
        try (RawSocket socket = RawSocket.v1(node.uri())) {
            socket.send(Frames.text("{\"id\":1,\"type\":\"connect\"}"));
            assertThat(socket.awaitText()).contains("connected");
            node.suspend();
            CompletableFuture<Void> sending;
            try {
                socket.send(publish(2));
                sending = CompletableFuture.runAsync(() -> {
                    for (int id = 3; id < PUBLICATIONS + 2; id++) {
                        socket.send(publish(id));
                    }
                });
            } finally {
                node.resume();
            }
            int answers = 0;
            while (answers < PUBLICATIONS) {
                answers += (int) socket.awaitText().lines().filter(line -> line.startsWith("{\"id\":")).count();
            }
            sending.join();
            assertThat(String.join("\n", socket.texts())).contains("published").doesNotContain("\"rate\"");
        }
    }
}
