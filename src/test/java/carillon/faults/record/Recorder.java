package carillon.faults.record;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A client that follows some channels, comes back with its cursor wherever it can, as docs/protocol.md 4a tells it, and writes down what it hears.
 *
 * <p>It drops nothing of what has a stamp: the node was told what it has seen, and what comes in spite of that is for the checker. Thread-safe.
 */
public final class Recorder implements AutoCloseable, Line.End {

    private final String name;
    private final Set<String> channels;
    private final Line line;
    /** Guarded by this; so are the fields below. */
    private final List<Event> events = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final Set<String> foreign = new HashSet<>();
    private String cursor;
    private boolean connectedBefore;
    private long since = Long.MAX_VALUE;
    private boolean catchingUp;
    private boolean sentCursor;
    private String node;

    /** Begins to connect at once. */
    public Recorder(String name, Set<String> channels, List<URI> doors, int first, Random random) {
        this.name = name;
        this.channels = new LinkedHashSet<>(channels);
        this.line = new Line(doors, first, random, this);
        line.start();
    }

    public Set<String> channels() {
        return channels;
    }

    public boolean isConnected() {
        return line.isConnected();
    }

    /** The node to which it was connected last. */
    public synchronized String node() {
        return node;
    }

    /** Whether it is connected and has all that it missed. */
    public synchronized boolean isUpToDate() {
        return line.isConnected() && !catchingUp;
    }

    public void cut() {
        line.cut();
    }

    /** Reads no more, or reads on. */
    public void stall(boolean value) {
        line.stall(value);
    }

    /** Whether it has a publication, or is not owed it. */
    public synchronized boolean isServed(Published one) {
        return !channels.contains(one.channel()) || one.sentAt() <= since || ids.contains(one.id());
    }

    /** What it has written down so far. */
    public synchronized Journal journal() {
        return new Journal(name, channels, List.copyOf(events));
    }

    @Override
    public synchronized String greeting() {
        String names = channels.stream().map(channel -> "\"" + channel + "\"").collect(Collectors.joining(","));
        String past = seen.entrySet().stream().map(one -> "\"" + one.getKey() + "\":" + one.getValue()).collect(Collectors.joining(","));
        sentCursor = cursor != null;
        return "{\"id\":1,\"type\":\"connect\",\"channels\":[" + names + "]" + (sentCursor ? ",\"cursor\":\"" + cursor + "\",\"seen\":{" + past + "}" : "") + "}";
    }

    @Override
    public synchronized void heard(JsonObject object) {
        switch (object.getString("type")) {
            case "connected" -> connected(object);
            case "publication" -> publication(object);
            case "gap" -> events.add(new Event.Gap(now(), object.getString("channel", null), object.getString("reason", "")));
            case "degraded" -> events.add(new Event.Degraded(now(), object.getBoolean("value")));
            case "error" -> events.add(new Event.Ended(now(), 0, object.toString()));
            default -> { }
        }
        if (object.containsKey("cursor")) {
            keep(object.getString("cursor"));
        }
    }

    private void keep(String next) {
        cursor = next;
        if (catchingUp) {
            catchingUp = false;
            events.add(new Event.CaughtUp(now()));
        }
    }

    private void connected(JsonObject reply) {
        Set<String> refused = new LinkedHashSet<>();
        for (JsonObject one : reply.getJsonArray("channels").getValuesAs(JsonObject.class)) {
            if (one.containsKey("error")) {
                events.add(new Event.Ended(now(), 0, one.toString()));
            }
            if (connectedBefore && one.get("recovered") != JsonValue.TRUE) {
                refused.add(one.getString("channel"));
            }
        }
        node = reply.getString("node");
        catchingUp = sentCursor;
        events.add(new Event.Connected(now(), line.attemptAt(), node, connectedBefore, refused));
        since = connectedBefore ? since : now();
        connectedBefore = true;
    }

    private void publication(JsonObject push) {
        String id = push.get("data") instanceof JsonObject data ? data.getString("id", "?") : push.get("data").toString();
        String origin = push.getString("origin", null);
        long seq = origin == null ? 0 : push.getJsonNumber("seq").longValue();
        if (origin == null && !foreign.add(push.getString("messageId"))) {
            return;
        }
        if (origin != null) {
            seen.merge(origin, seq, Math::max);
        }
        ids.add(id);
        events.add(new Event.Received(now(), push.getString("channel"), origin, seq, push.getString("key", null), id));
    }

    @Override
    public synchronized void ended(int code, String reason) {
        events.add(new Event.Ended(now(), code, reason));
    }

    private static long now() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        line.close();
    }
}
