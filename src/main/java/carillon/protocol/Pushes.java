package carillon.protocol;

import carillon.channel.Channel;
import java.util.Optional;

/** Writes what a node says unasked (docs/protocol.md, section 5), publications aside. Stateless. */
public final class Pushes {

    private static final Frame PING = Frame.of("{\"type\":\"ping\"}");

    private static final Frame GAP = Frame.of("{\"type\":\"gap\",\"reason\":\"lost\"}");

    private Pushes() {
    }

    /**
     * A sign of life.
     *
     * @param cursor what the client is to keep from now on, if there is something
     */
    public static Frame ping(Optional<String> cursor) {
        return cursor.map(text -> Frame.of("{\"type\":\"ping\",\"cursor\":\"" + text + "\"}", cursor)).orElse(PING);
    }

    /** Publications of any channel that the connection follows may be lost. */
    public static Frame gap() {
        return GAP;
    }

    /** Whether this node at present does not hear the broker. */
    public static Frame degraded(boolean value) {
        return Frame.of("{\"type\":\"degraded\",\"value\":" + value + "}");
    }

    /**
     * Publications of a channel were dropped because this connection did not read them fast enough.
     *
     * @param count how many
     */
    public static Frame dropped(Channel channel, int count) {
        return Frame.of("{\"type\":\"gap\",\"channel\":\"" + channel + "\",\"reason\":\"slow\",\"dropped\":" + count + "}");
    }

    /**
     * What is said before a close.
     *
     * @param delayMs the least time before coming back, in milliseconds
     */
    public static Frame disconnect(CloseCode code, int delayMs) {
        return Frame.of("{\"type\":\"disconnect\",\"code\":" + code.code() + ",\"reason\":" + JsonStrings.quote(code.reason())
                + ",\"reconnect\":" + code.reconnect() + ",\"delay\":" + delayMs + "}");
    }
}
