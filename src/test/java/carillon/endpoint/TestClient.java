package carillon.endpoint;

import carillon.channel.Channel;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.hub.Connection;
import carillon.hub.outbox.RecordingTransport;
import carillon.protocol.JsonLines;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A client as its node sees it: what it sends comes to the doors, and what it gets is recorded. */
public final class TestClient {

    private final RecordingTransport transport;
    private final Connection connection;
    private final Conversation conversation;
    private final AtomicLong ids = new AtomicLong();
    private CommandDispatcher dispatcher;
    private PublishDoor door;

    public TestClient(Connection connection, RecordingTransport transport, Settings settings, Ticker ticker) {
        this.connection = connection;
        this.transport = transport;
        this.conversation = new Conversation(connection, settings, ticker);
    }

    public TestClient through(CommandDispatcher dispatcher, PublishDoor door) {
        this.dispatcher = dispatcher;
        this.door = door;
        return this;
    }

    /** Sends a frame of version 1. */
    public void send(String frame) {
        dispatcher.dispatch(conversation, frame);
    }

    /** Sends a command of version 1; gives its id. */
    public long command(String type, String members) {
        long id = ids.incrementAndGet();
        send("{\"id\":" + id + ",\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : ",") + members + "}");
        return id;
    }

    /** Publishes JSON in version 1; gives the command's id. */
    public long publish(String channel, String data) {
        return command("publish", "\"channel\":\"" + channel + "\",\"data\":" + data);
    }

    /** Publishes as raw text. */
    public void publishRaw(String channel, String text) {
        door.publish(conversation, new Channel(channel), text);
    }

    public Connection connection() {
        return connection;
    }

    public RecordingTransport transport() {
        return transport;
    }

    /** How many publications of this client wait for their outcome. */
    public int inFlight() {
        return conversation.inFlight().get();
    }

    /** All that it got, line by line. */
    public List<JsonObject> lines() {
        return JsonLines.objects(transport.messages());
    }

    public List<JsonObject> lines(String type) {
        return lines().stream().filter(line -> line.getString("type").equals(type)).toList();
    }

    /** The replies to a command. */
    public List<JsonObject> replies(long id) {
        return lines().stream().filter(line -> line.containsKey("id") && line.getJsonNumber("id").longValue() == id).toList();
    }

    /** The reply to a command: its type, or its error's code. */
    public List<String> outcome(long id) {
        return replies(id).stream().map(reply -> reply.getString("code", reply.getString("type"))).toList();
    }

    /** The data of the publications that it got, as JSON. */
    public List<String> data() {
        return lines("publication").stream().map(push -> push.get("data").toString()).toList();
    }
}
