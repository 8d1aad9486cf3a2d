package carillon.it;

import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;

/** What a node says of itself. */
final class NodeHealth {

    private NodeHealth() {
    }

    private static JsonObject of(URI node) {
        return Http.json(Uris.http(node, "health/node"));
    }

    static int connections(URI node) {
        return of(node).getInt("connections");
    }

    /** Waits until so many are connected, or more: the answer to a handshake may come before the session is open, and raw text says nothing. */
    static void awaitClients(URI node, int least) {
        await().pollDelay(Duration.ZERO).until(() -> connections(node) >= least);
    }

    static int channels(URI node) {
        return of(node).getInt("channels");
    }

    /** By what means it gets what it did not hear. */
    static String mode(URI node) {
        return of(node).getString("mode");
    }

    /** Waits until nobody is connected, and nothing is kept for a channel. */
    static void awaitEmpty(URI node) {
        await().until(() -> connections(node) == 0 && channels(node) == 0);
    }

    /** Whether a message still finds its way through the node. */
    static void awaitServing(URI node, String channel) {
        try (RawClient client = RawClient.open(node, channel)) {
            client.wire().send("still here");
            await().until(() -> client.messages().contains("still here"));
        }
    }
}
