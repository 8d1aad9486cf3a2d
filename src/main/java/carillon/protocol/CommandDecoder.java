package carillon.protocol;

import carillon.channel.AckLevel;
import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Payload;
import carillon.protocol.Members.Member;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the commands that clients send. Stateless. */
public final class CommandDecoder {

    private static final JsonReaderFactory READERS = JsonProvider.provider().createReaderFactory(Map.of());

    private static final String ID_RULE = "'id' must be a whole number from 1 to 2^53-1.";
    private static final String SEEN_RULE = "'seen' must be an object of whole numbers above 0.";
    private static final int MAX_DIGITS = 19;
    private static final Set<String> TYPES = Set.of("connect", "subscribe", "unsubscribe", "publish", "ping", "history", "presence");

    private CommandDecoder() {
    }

    /**
     * Reads one line.
     *
     * @param line a line of a frame, without its line break
     * @throws BadCommandException if it is no command of version 1, or has a value that none can have
     */
    public static Command decode(String line) throws BadCommandException {
        Members members = Members.of(line);
        long id = members.id().orElseThrow(() -> members.bad(ID_RULE));
        String type = string(members, "type").orElseThrow(() -> members.bad("'type' is missing."));
        if (!TYPES.contains(type)) {
            throw members.bad("There is no command of this type.");
        }
        members.understood(type);
        return switch (type) {
            case "connect" -> new Command.Connect(id, channels(members), connectExtras(members), seen(members));
            case "subscribe" -> new Command.Subscribe(id, channel(members));
            case "unsubscribe" -> new Command.Unsubscribe(id, channel(members));
            case "publish" -> new Command.Publish(id, channel(members), data(members), key(members), level(members));
            case "ping" -> new Command.Ping(id);
            case "history" -> new Command.History(id, channel(members), last(members), string(members, "cursor"));
            default -> new Command.Reserved(id, type);
        };
    }

    /**
     * Reads the connect command of an event stream. Its type is known, and it needs no id.
     *
     * @throws BadCommandException if it is none, or holds a token: addresses are logged
     */
    public static Command.Connect decodeConnect(String text) throws BadCommandException {
        Members members = Members.of(text);
        long id = onlyId(members, "connect");
        if (members.get("token") != null) {
            throw members.bad("'token' must not stand in an address.");
        }
        return new Command.Connect(id, channels(members), string(members, "cursor"), seen(members));
    }

    /**
     * Reads a publish command that comes by itself. Its type is known, and it needs no id.
     *
     * @throws BadCommandException if it is none
     */
    public static Command.Publish decodePublish(String text) throws BadCommandException {
        Members members = Members.of(text);
        return new Command.Publish(onlyId(members, "publish"), channel(members), data(members), key(members), level(members));
    }

    /**
     * Reads a history command that comes by itself. Its type is known, and it needs no id.
     *
     * @throws BadCommandException if it is none
     */
    public static Command.History decodeHistory(String text) throws BadCommandException {
        Members members = Members.of(text);
        return new Command.History(onlyId(members, "history"), channel(members), last(members), string(members, "cursor"));
    }

    private static long onlyId(Members members, String type) throws BadCommandException {
        if (!string(members, "type").orElse(type).equals(type)) {
            throw members.bad("'type' must be '" + type + "' here.");
        }
        if (members.get("id") != null && members.id().isEmpty()) {
            throw members.bad(ID_RULE);
        }
        return members.id().orElse(1);
    }

    private static Optional<String> connectExtras(Members members) throws BadCommandException {
        string(members, "token"); // reserved: only its type is checked
        return string(members, "cursor");
    }

    private static Optional<String> string(Members members, String name) throws BadCommandException {
        Member member = members.get(name);
        if (member == null) {
            return Optional.empty();
        }
        if (member.kind() != Event.VALUE_STRING) {
            throw members.bad("'" + name + "' must be a string.");
        }
        return Optional.of(JsonStrings.unquote(member.raw()));
    }

    private static Channel channel(Members members) throws BadCommandException {
        String name = string(members, "channel").orElseThrow(() -> members.bad("'channel' is missing."));
        return Channel.parse(name).orElseThrow(() -> members.bad(Channel.RULE));
    }

    private static List<String> channels(Members members) throws BadCommandException {
        Member member = members.get("channels");
        if (member == null) {
            return List.of();
        }
        if (member.kind() == Event.START_ARRAY) {
            JsonArray array = READERS.createReader(new StringReader(member.raw())).readArray();
            if (array.stream().allMatch(value -> value.getValueType() == JsonValue.ValueType.STRING)) {
                return array.getValuesAs(JsonString::getString);
            }
        }
        throw members.bad("'channels' must be an array of strings.");
    }

    private static int last(Members members) throws BadCommandException {
        Member member = members.get("last");
        if (member == null) {
            return Command.History.USUAL;
        }
        if (member.kind() == Event.VALUE_NUMBER && member.raw().matches("[1-9][0-9]{0,3}") && Integer.parseInt(member.raw()) <= Command.History.MOST) {
            return Integer.parseInt(member.raw());
        }
        throw members.bad("'last' must be a whole number from 1 to " + Command.History.MOST + ".");
    }

    private static Map<String, Long> seen(Members members) throws BadCommandException {
        Member member = members.get("seen");
        Map<String, Long> seen = new HashMap<>();
        if (member == null) {
            return seen;
        }
        if (member.kind() != Event.START_OBJECT) {
            throw members.bad(SEEN_RULE);
        }
        for (Map.Entry<String, JsonValue> one : READERS.createReader(new StringReader(member.raw())).readObject().entrySet()) {
            seen.put(one.getKey(), sequence(members, one.getValue()));
        }
        return seen;
    }

    private static long sequence(Members members, JsonValue value) throws BadCommandException {
        try {
            if (value instanceof JsonNumber number && value.toString().length() <= MAX_DIGITS && number.longValueExact() > 0) {
                return number.longValueExact();
            }
        } catch (ArithmeticException notWhole) {
            // said below, in the same words
        }
        throw members.bad(SEEN_RULE);
    }

    private static Optional<Key> key(Members members) throws BadCommandException {
        Optional<String> text = string(members, "key");
        Optional<Key> key = text.flatMap(Key::parse);
        if (key.isEmpty() && text.isPresent()) {
            throw members.bad(Key.RULE);
        }
        return key;
    }

    private static Optional<AckLevel> level(Members members) throws BadCommandException {
        Optional<String> text = string(members, "level");
        Optional<AckLevel> level = text.flatMap(AckLevel::parse);
        if (level.isEmpty() && text.isPresent()) {
            throw members.bad("'level' must be accepted, echoed or durable.");
        }
        return level;
    }

    private static Payload data(Members members) throws BadCommandException {
        Member data = members.get("data");
        if (data == null) {
            throw members.bad("'data' is missing.");
        }
        return data.kind() == Event.VALUE_STRING ? Payload.text(JsonStrings.unquote(data.raw())) : Payload.json(data.raw());
    }
}
