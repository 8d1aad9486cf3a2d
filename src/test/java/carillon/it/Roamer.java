package carillon.it;

import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A client that goes to the next node when its own sends it away, with its cursor, as a client library does. */
final class Roamer implements AutoCloseable {

    private final List<URI> nodes;
    private final String channel;
    /** One for each connection, in their order; guarded by this, like all below. */
    private final List<V1Client> clients = new ArrayList<>();
    private final List<Closing> closings = new ArrayList<>();
    private int at;
    private boolean over;

    private Roamer(List<URI> nodes, int first, String channel) {
        this.nodes = nodes;
        this.channel = channel;
        this.at = first;
    }

    static Roamer from(List<URI> nodes, int first, String channel) {
        Roamer roamer = new Roamer(nodes, first, channel);
        roamer.follow(V1Client.connected(nodes.get(first), channel));
        return roamer;
    }

    private synchronized void follow(V1Client client) {
        clients.add(client);
        client.wire().closing().thenAcceptAsync(this::goOn, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));
    }

    private void goOn(Closing closing) {
        synchronized (this) {
            closings.add(closing);
            if (over) {
                return;
            }
        }
        int delay = last().pushes().stream().filter(push -> push.getString("type").equals("disconnect")).mapToInt(push -> push.getInt("delay")).findFirst().orElse(0);
        CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS).execute(this::comeBack);
    }

    private void comeBack() {
        for (int tries = 0; tries < 100; tries++) {
            at = (at + 1) % nodes.size();
            try {
                follow(V1Client.back(nodes.get(at), cursor(), seen(), channel));
                return;
            } catch (CompletionException refused) {
                // gone, or going: the next one
            }
        }
    }

    private synchronized String cursor() {
        return clients.stream().flatMap(V1Client::cursors).reduce((one, next) -> next).orElseThrow();
    }

    private synchronized Map<String, Long> seen() {
        Map<String, Long> seen = new HashMap<>();
        clients.forEach(client -> client.seen().forEach((origin, sequence) -> seen.merge(origin, sequence, Math::max)));
        return seen;
    }

    /** Where it is, for people. */
    @Override
    public synchronized String toString() {
        return "client of " + nodes.get(at) + ", " + count() + " came, " + clients.size() + " connections, ended " + closings;
    }

    synchronized V1Client last() {
        return clients.get(clients.size() - 1);
    }

    /** What came, over all its connections. */
    synchronized List<String> data() {
        return clients.stream().flatMap(client -> client.publications().stream()).map(Received::data).toList();
    }

    /** The longest time in which no publication came, from one connection to the next. */
    synchronized Duration longestMove() {
        return IntStream.range(1, clients.size()).mapToObj(i -> clients.get(i - 1).silence().until(clients.get(i).silence())).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /** The same on one connection. */
    synchronized Duration longestSilence() {
        return clients.stream().map(client -> client.silence().longest()).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    synchronized int count() {
        return clients.stream().mapToInt(V1Client::count).sum();
    }

    /** Whether its connection is open, and something came by it. */
    boolean hears() {
        return last().wire().isOpen() && last().count() > 0;
    }

    /** How its connections ended. */
    synchronized List<Closing> closings() {
        return List.copyOf(closings);
    }

    /** Whether each node that it came back to had all that it missed. */
    synchronized boolean recoveredAlways() {
        return clients.stream().skip(1).allMatch(client -> client.lines().get(0).contains("\"recovered\":true"));
    }

    /** Publishes, under a key, until a node says that it did; on the next one where this one does not answer or refuses. */
    void publish(String data, String key) {
        for (int tries = 0; tries < 200; tries++) {
            V1Client client = last();
            CompletableFuture<JsonObject> reply = client.command("publish", "\"channel\":\"" + channel + "\",\"data\":" + data + ",\"key\":\"" + key + "\"");
            client.wire().closing().thenRun(() -> reply.cancel(false));
            if (published(reply)) {
                return;
            }
            pause(20);
        }
        throw new AssertionError("not published: " + data);
    }

    /** Lets a client wait, as one does that is paced. */
    static void pause(long millis) {
        new CompletableFuture<Void>().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).join();
    }

    private static boolean published(CompletableFuture<JsonObject> reply) {
        try {
            return reply.get(5, TimeUnit.SECONDS).getString("type").equals("published");
        } catch (Exception unknown) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        last().close();
    }
}
