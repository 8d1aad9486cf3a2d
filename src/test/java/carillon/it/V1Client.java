package carillon.it;

import carillon.Patience;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A client of {@code carillon.v1} that remembers all it hears. */
final class V1Client implements AutoCloseable {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final WireClient wire;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonObject>> replies = new ConcurrentHashMap<>();
    private final Queue<Received> publications = new ConcurrentLinkedQueue<>();
    private final Queue<JsonObject> pushes = new ConcurrentLinkedQueue<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Silence silence = new Silence();

    private V1Client(URI node) {
        wire = WireClient.open(Uris.webSocket(node, "ws"), Optional.of("carillon.v1"), this::heard);
    }

    /** Opens a connection and says nothing. */
    static V1Client silent(URI node) {
        return new V1Client(node);
    }

    /** Opens a connection that is subscribed to channels. */
    static V1Client connected(URI node, String... channels) {
        return connect(node, "", channels);
    }

    /** Comes back: with the last cursor of a former connection, and what it has seen since. */
    static V1Client back(URI node, V1Client former, String... channels) {
        return back(node, former.cursor(), former.seen(), channels);
    }

    /** Comes back with a cursor, and with what was seen since. */
    static V1Client back(URI node, String cursor, Map<String, Long> lastSeen, String... channels) {
        String seen = lastSeen.entrySet().stream().map(one -> "\"" + one.getKey() + "\":" + one.getValue()).collect(Collectors.joining(","));
        return connect(node, ",\"cursor\":\"" + cursor + "\",\"seen\":{" + seen + "}", channels);
    }

    /** The last cursor that it was given. */
    String cursor() {
        return cursors().reduce((one, next) -> next).orElseThrow();
    }

    /** All cursors that it was given. */
    Stream<String> cursors() {
        return lines().stream().map(line -> JSON.createReader(new StringReader(line)).readObject()).filter(line -> line.containsKey("cursor"))
                .map(line -> line.getString("cursor"));
    }

    /** The last that it has seen of each origin. */
    Map<String, Long> seen() {
        return publications().stream().filter(one -> one.origin() != null).collect(Collectors.toMap(Received::origin, Received::seq, Math::max));
    }

    private static V1Client connect(URI node, String more, String... channels) {
        V1Client client = new V1Client(node);
        String names = List.of(channels).stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(","));
        JsonObject reply = client.call("connect", "\"channels\":[" + names + "]" + more);
        if (!reply.getString("type").equals("connected")) {
            throw new AssertionError("not connected: " + reply);
        }
        return client;
    }

    /** Sends a command and gives its reply to come. */
    CompletableFuture<JsonObject> command(String type, String members) {
        long id = ids.incrementAndGet();
        CompletableFuture<JsonObject> reply = new CompletableFuture<>();
        replies.put(id, reply);
        wire.send("{\"id\":" + id + ",\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : "," + members) + "}");
        return reply;
    }

    /** Sends a command and waits for its reply. */
    JsonObject call(String type, String members) {
        try {
            return command(type, members).get(Patience.LONGEST_MS, TimeUnit.MILLISECONDS);
        } catch (Exception failure) {
            throw new AssertionError("no reply to " + type + " " + members, failure);
        }
    }

    /** Publishes and gives the reply to come; the data is JSON. */
    CompletableFuture<JsonObject> publish(String channel, String data) {
        return command("publish", "\"channel\":\"" + channel + "\",\"data\":" + data);
    }

    private void heard(String message) {
        message.lines().filter(line -> !line.isBlank()).forEach(this::heardLine);
    }

    private void heardLine(String line) {
        lines.add(line);
        JsonObject object = JSON.createReader(new StringReader(line)).readObject();
        if (object.getString("type").equals("publication")) {
            silence.broken();
            publications.add(new Received(object.getString("channel"), object.getString("origin", null),
                    object.containsKey("seq") ? object.getJsonNumber("seq").longValue() : 0, object.getString("messageId", null), object.get("data").toString()));
        } else if (object.containsKey("id")) {
            replies.getOrDefault(object.getJsonNumber("id").longValue(), new CompletableFuture<>()).complete(object);
        } else {
            pushes.add(object);
        }
    }

    /** What was published, in the order in which it came. */
    List<Received> publications() {
        return List.copyOf(publications);
    }

    /** How many publications came. */
    int count() {
        return publications.size();
    }

    /** What the node said unasked, publications aside; errors without an id too. */
    List<JsonObject> pushes() {
        return List.copyOf(pushes);
    }

    /** All lines, in the order in which they came. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** How long no publication came. */
    Silence silence() {
        return silence;
    }

    WireClient wire() {
        return wire;
    }

    @Override
    public void close() {
        wire.close();
    }
}
