package carillon.protocol;

import carillon.channel.AckLevel;
import carillon.channel.Channel;
import carillon.channel.Stamp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Writes the replies to commands (docs/protocol.md, section 4). Stateless. */
public final class Replies {

    private Replies() {
    }

    /**
     * How one channel of a connect fared.
     *
     * @param channel the name, as it was sent
     * @param error what is wrong with it, or empty if the connection is now subscribed
     * @param message the same in words; not looked at without an error
     * @param recovered whether all that was missed of it follows
     */
    public record Outcome(String channel, Optional<ErrorCode> error, String message, boolean recovered) {

        /** A subscription that was made. */
        public static Outcome subscribed(String channel, boolean recovered) {
            return new Outcome(channel, Optional.empty(), "", recovered);
        }

        /** A subscription that was refused. */
        public static Outcome refused(String channel, ErrorCode error, String message) {
            return new Outcome(channel, Optional.of(error), message, false);
        }
    }

    /**
     * What a client is told about its connection.
     *
     * @param node the name of the node
     * @param connection the id of the connection
     * @param pingSeconds the interval of pings, in seconds
     * @param degraded whether the node does not hear the broker
     * @param resumed whether the client sent a cursor, and so is told for each channel whether it was recovered
     * @param cursor what the client is to keep, if that can be said already
     */
    public record Greeting(String node, String connection, double pingSeconds, boolean degraded, boolean resumed, Optional<String> cursor) {
    }

    /** The reply to connect: the first thing that a client hears. */
    public static Frame connected(long id, Greeting greeting, ClientLimits limits, List<Outcome> outcomes) {
        String channels = outcomes.stream().map(outcome -> channel(outcome, greeting.resumed())).collect(Collectors.joining(",", "[", "]"));
        return Frame.of("{\"id\":" + id + ",\"type\":\"connected\",\"version\":1,\"node\":" + JsonStrings.quote(greeting.node())
                + ",\"connection\":" + JsonStrings.quote(greeting.connection()) + ",\"ping\":" + number(greeting.pingSeconds())
                + ",\"degraded\":" + greeting.degraded() + ",\"limits\":" + limits.json() + greeting.cursor().map(text -> ",\"cursor\":\"" + text + "\"").orElse("") + ",\"channels\":" + channels + "}", greeting.cursor());
    }

    private static String channel(Outcome outcome, boolean resumed) {
        String start = "{\"channel\":" + JsonStrings.quote(outcome.channel());
        return outcome.error()
                .map(error -> start + ",\"error\":{" + errorMembers(error, outcome.message()) + "}}")
                .orElse(start + (resumed ? ",\"recovered\":" + outcome.recovered() + "}" : "}"));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** The reply to subscribe. */
    public static Frame subscribed(long id, Channel channel) {
        return about("subscribed", id, channel, "");
    }

    /** The reply to unsubscribe. */
    public static Frame unsubscribed(long id, Channel channel) {
        return about("unsubscribed", id, channel, "");
    }

    /**
     * The reply to publish.
     *
     * @param level how far it has come
     * @param repeated whether it had been published before, with the same key
     */
    public static Frame published(long id, Channel channel, Stamp stamp, AckLevel level, boolean repeated) {
        return about("published", id, channel, ",\"origin\":\"" + stamp.origin() + "\",\"seq\":" + stamp.sequence()
                + ",\"level\":\"" + level.wire() + "\"" + (repeated ? ",\"repeated\":true" : ""));
    }

    /** Channel names and origins hold no character that JSON would escape. */
    private static Frame about(String type, long id, Channel channel, String more) {
        return Frame.of("{\"id\":" + id + ",\"type\":\"" + type + "\",\"channel\":\"" + channel + "\"" + more + "}");
    }

    /**
     * The reply to history.
     *
     * @param complete whether all since the cursor is there; empty where there was none
     * @param publications each as it is pushed
     */
    public static Frame history(long id, Channel channel, Optional<Boolean> complete, List<String> publications) {
        return about("history", id, channel, complete.map(value -> ",\"complete\":" + value).orElse("") + ",\"publications\":[" + String.join(",", publications) + "]");
    }

    /** The reply to ping. */
    public static Frame pong(long id) {
        return Frame.of("{\"id\":" + id + ",\"type\":\"pong\"}");
    }

    /** The reply to a command that failed; without an id if none could be read. */
    public static Frame error(OptionalLong id, ErrorCode code, String message) {
        String start = id.isPresent() ? "{\"id\":" + id.getAsLong() + "," : "{";
        return Frame.of(start + "\"type\":\"error\"," + errorMembers(code, message) + "}");
    }

    private static String errorMembers(ErrorCode code, String message) {
        return "\"code\":\"" + code.wire() + "\",\"message\":" + JsonStrings.quote(message);
    }
}
