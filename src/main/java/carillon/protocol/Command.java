package carillon.protocol;

import carillon.channel.AckLevel;
import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client asks for; each is answered by one reply with its {@code id}. */
public sealed interface Command {

    /** The number that the reply will carry; above 0, at most 2^53-1. */
    long id();

    /**
     * The first command of a connection.
     *
     * @param channels names to subscribe to at once, as they were sent: each is judged for itself
     * @param cursor where a former connection ended, if the client had one
     * @param seen the last sequence that the client has seen of each origin since it got that cursor, by the origin's id
     */
    record Connect(long id, List<String> channels, Optional<String> cursor, Map<String, Long> seen) implements Command {
    }

    /** Asks for the publications of a channel. */
    record Subscribe(long id, Channel channel) implements Command {
    }

    /** Asks for them no longer. */
    record Unsubscribe(long id, Channel channel) implements Command {
    }

    /**
     * Publishes a payload to all subscribers of a channel, on every node.
     *
     * @param key the client's own name for it, by which a second attempt is known
     * @param level how far it has to have come before the reply
     */
    record Publish(long id, Channel channel, Payload payload, Optional<Key> key, Optional<AckLevel> level) implements Command {
    }

    /** Asks for a sign of life. */
    record Ping(long id) implements Command {
    }

    /**
     * Asks what was said of late on a channel.
     *
     * @param last how many publications, if there is no cursor
     * @param cursor since when
     */
    record History(long id, Channel channel, int last, Optional<String> cursor) implements Command {

        /** How many publications may be asked for. */
        public static final int MOST = 1_000;
        /** How many are given where the client does not say. */
        public static final int USUAL = 10;
    }

    /** A command that a later version understands. */
    record Reserved(long id, String type) implements Command {
    }
}
