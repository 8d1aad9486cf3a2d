package carillon.it;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A client of server-sent events that remembers all it hears. */
final class EventClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(20)).build();

    private final HttpResponse<InputStream> response;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile String lastId;

    private EventClient(HttpResponse<InputStream> response) {
        this.response = response;
    }

    /** The address of a stream with a connect command, given as JSON. */
    static URI uri(URI node, String connect) {
        return Uris.http(node, "events?connect=" + URLEncoder.encode(connect, StandardCharsets.UTF_8));
    }

    /** Connects with a connect command, given as JSON, and perhaps headers: names and values in turn. */
    static EventClient open(URI node, String connect, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri(node, connect));
            if (headers.length > 0) {
                request.headers(headers);
            }
            EventClient client = new EventClient(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
            Thread reader = new Thread(client::read, "events");
            reader.setDaemon(true);
            reader.start();
            return client;
        } catch (IOException failure) {
            throw new AssertionError("no answer", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /** Connects and follows channels. */
    static EventClient following(URI node, String... channels) {
        return open(node, "{\"channels\":[\"" + String.join("\",\"", channels) + "\"]}");
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                heard(line);
            }
            end.complete(null);
        } catch (IOException cut) {
            end.complete(null);
        }
    }

    private void heard(String line) {
        if (line.startsWith("id: ")) {
            lastId = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
            lines.add(line.substring("data: ".length()));
        } else if (!line.isEmpty() && !line.startsWith(":")) {
            lines.add("unexpected: " + line);
        }
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** The data lines, in the order in which they came. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private List<JsonObject> publications() {
        return lines().stream().map(line -> JsonProvider.provider().createReader(new StringReader(line)).readObject())
                .filter(line -> line.getString("type").equals("publication")).toList();
    }

    /** The data of the publications that came. */
    List<String> data() {
        return publications().stream().map(push -> push.get("data").toString()).toList();
    }

    /** The last id: what a browser would send as Last-Event-ID. */
    String lastId() {
        return lastId;
    }

    /** Completed when the stream has ended. */
    CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException gone) {
            // it is closed all the same
        }
    }
}
