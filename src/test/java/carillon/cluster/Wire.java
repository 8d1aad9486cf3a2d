package carillon.cluster;

import carillon.channel.Payload;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/** The two dialects of docs/protocol.md, as a client reads them. */
enum Wire {

    /** Every character as it was published, one publication a message: slow for the node, exact. */
    RAW {
        @Override
        String path(String channel) {
            return "/ws/" + channel;
        }

        @Override
        Optional<String> greeting(String channel) {
            return Optional.empty();
        }

        @Override
        List<String> texts(String message) {
            return List.of(message);
        }

        @Override
        String arrivalOf(String line) {
            return line;
        }

        @Override
        String shown(String text) {
            return text;
        }
    },

    /** Many publications a message. Their data are compared as JSON, since white space between tokens may differ. */
    V1 {
        @Override
        String path(String channel) {
            return "/ws";
        }

        @Override
        Optional<String> greeting(String channel) {
            return Optional.of("{\"id\":1,\"type\":\"connect\",\"channels\":[" + JSON.createValue(channel) + "]}");
        }

        @Override
        List<String> texts(String message) {
            return message.lines().map(MEMO::of).filter(text -> !text.isEmpty()).toList();
        }

        @Override
        String arrivalOf(String line) {
            Payload payload = Payload.sniff(line);
            return (payload.json() ? value(line) : JSON.createValue(line)).toString();
        }

        @Override
        String shown(String text) {
            return value(text) instanceof JsonString string ? string.getString() : text;
        }
    };

    static final String SUBPROTOCOL = "carillon.v1";
    private static final int LINES_REMEMBERED = 20_000;
    private static final Memo MEMO = new Memo(LINES_REMEMBERED, Wire::data);
    private static final JsonProvider JSON = JsonProvider.provider();

    /** Of the WebSocket, below the root of a node. */
    abstract String path(String channel);

    /** What a client says first; its answer is awaited. */
    abstract Optional<String> greeting(String channel);

    /** The publications in a message. */
    abstract List<String> texts(String message);

    /** What {@link #texts} gives for a line that a JMS producer has sent. */
    abstract String arrivalOf(String line);

    /** A text as people want to read it. */
    abstract String shown(String text);

    /**
     * Reads the answer to the greeting.
     *
     * @return why the channel is refused; empty if it is not
     */
    static Optional<String> refusal(String answer) {
        JsonObject reply = object(answer.lines().findFirst().orElse("{}"));
        JsonObject failed = reply.containsKey("channels") ? reply.getJsonArray("channels").getJsonObject(0).getJsonObject("error") : reply;
        return Optional.ofNullable(failed).map(error -> error.getString("message", answer));
    }

    /** The data of a publication as JSON, which is never empty; empty if the line is none. */
    private static String data(String line) {
        JsonObject push = line.isBlank() ? JsonValue.EMPTY_JSON_OBJECT : object(line);
        return push.getString("type", "").equals("publication") ? push.get("data").toString() : "";
    }

    private static JsonObject object(String line) {
        return value(line).asJsonObject();
    }

    private static JsonValue value(String text) {
        return JSON.createReader(new StringReader(text)).readValue();
    }
}
