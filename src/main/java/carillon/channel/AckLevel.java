package carillon.channel;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a publication has come when its publisher is told that it is published. Each level holds what those before it do. */
public enum AckLevel {

    /** The broker has taken it. */
    ACCEPTED,
    /** It has come back through the broker: every node that hears the broker gets it. */
    ECHOED,
    /** The broker has stored it, and it outlives the broker. */
    DURABLE;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The level as it is written. */
    public String wire() {
        return wire;
    }

    /** The level that is written so; empty if none is. */
    public static Optional<AckLevel> parse(String text) {
        return Stream.of(values()).filter(level -> level.wire.equals(text)).findFirst();
    }
}
