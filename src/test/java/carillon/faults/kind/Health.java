package carillon.faults.kind;

import carillon.cluster.Node;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a node says of itself. */
final class Health {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();

    private Health() {
    }

    /** Asked twice where a connection that was kept has ended meanwhile. */
    static JsonObject of(Node node) {
        try {
            return ask(node);
        } catch (UncheckedIOException stale) {
            return ask(node);
        }
    }

    private static JsonObject ask(Node node) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(node.uri() + "/health/node")).timeout(Duration.ofSeconds(10)).build();
            return JsonProvider.provider().createReader(new StringReader(HTTP.send(request, BodyHandlers.ofString()).body())).readObject();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    static int connections(Node node) {
        return of(node).getInt("connections");
    }
}
