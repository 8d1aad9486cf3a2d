package carillon.faults.record;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A client of one node that publishes what it is told to, with a key, and gives the reply; an exception if there is none. Thread-safe. */
public final class Caller implements AutoCloseable, Line.End {

    private final Ledger ledger;
    private final Line line;
    /** By command's id; guarded by this, as is the count. */
    private final Map<Long, CompletableFuture<JsonObject>> waiting = new HashMap<>();
    private long commands = 1;

    /** Begins to connect at once. */
    public Caller(URI node, Ledger ledger, Random random) {
        this.ledger = ledger;
        this.line = new Line(List.of(node), 0, random, this);
        line.start();
    }

    public boolean isConnected() {
        return line.isConnected();
    }

    /** Publishes; what it says in its payload is its key too. */
    public synchronized CompletableFuture<JsonObject> publish(String id, String channel) {
        ledger.sentAgain(id, channel, System.nanoTime());
        long command = ++commands;
        CompletableFuture<JsonObject> reply = new CompletableFuture<>();
        waiting.put(command, reply);
        if (!line.send("{\"id\":" + command + ",\"type\":\"publish\",\"channel\":\"" + channel + "\",\"key\":\"" + id + "\",\"data\":{\"id\":\"" + id + "\"}}")) {
            waiting.remove(command);
            reply.completeExceptionally(new IllegalStateException("not connected"));
        }
        return reply.whenComplete((answer, none) -> enter(id, answer));
    }

    private void enter(String id, JsonObject answer) {
        if (answer != null && answer.getString("type").equals("published")) {
            ledger.acknowledged(id, System.nanoTime(), answer.getString("origin"), answer.getJsonNumber("seq").longValue());
        }
    }

    /** Cuts the connection, whatever is under way. */
    public void cut() {
        line.cut();
    }

    @Override
    public String greeting() {
        return "{\"id\":1,\"type\":\"connect\"}";
    }

    @Override
    public void heard(JsonObject object) {
        CompletableFuture<JsonObject> reply;
        synchronized (this) {
            reply = object.containsKey("id") ? waiting.remove(object.getJsonNumber("id").longValue()) : null;
        }
        if (reply != null) {
            reply.complete(object);
        }
    }

    @Override
    public void ended(int code, String reason) {
        List<CompletableFuture<JsonObject>> open;
        synchronized (this) {
            open = List.copyOf(waiting.values());
            waiting.clear();
        }
        open.forEach(reply -> reply.completeExceptionally(new IllegalStateException("the connection ended: " + code + " " + reason)));
    }

    @Override
    public void close() {
        line.close();
    }
}
