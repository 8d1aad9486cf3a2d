package carillon.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Publishes by POST, with Java's client as Java makes it, and remembers what failed. Used by one thread. */
final class Posts {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String channel;
    private final List<URI> roots;
    private final List<String> failures = new ArrayList<>();
    private int sent;

    Posts(String channel, List<URI> roots) {
        this.channel = channel;
        this.roots = roots;
    }

    /** Sends one to each root. */
    void toEach() throws InterruptedException {
        for (URI root : roots) {
            sent++;
            HttpRequest request = HttpRequest.newBuilder(Uris.http(root, "publish")).timeout(SOON).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"channel\":\"" + channel + "\",\"data\":" + sent + "}")).build();
            try {
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                if (status != 200) {
                    failures.add(sent + " to " + root + ": " + status);
                }
            } catch (IOException failed) {
                failures.add(sent + " to " + root + ": " + failed);
            }
        }
    }

    int sent() {
        return sent;
    }

    List<String> failures() {
        return failures;
    }
}
