package carillon.channel;

import java.util.Locale;
import java.util.Optional;

/** What becomes of the publications of a channel when a connection does not read them fast enough. */
public enum Overflow {

    /** The connection is closed as a slow consumer; the client comes back. */
    CLOSE("close"),
    /** The oldest that wait are dropped, counted, and told to the client before any later one. */
    DROP_OLDEST("drop-oldest"),
    /** Only the latest of the channel waits: each new one takes the place of the one before it. */
    LATEST("latest");

    private final String word;

    Overflow(String word) {
        this.word = word;
    }

    /** The policy that a word of a setting stands for. */
    public static Optional<Overflow> parse(String word) {
        for (Overflow overflow : values()) {
            if (overflow.word.equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(overflow);
            }
        }
        return Optional.empty();
    }

    /** Its word, in settings and on the wire. */
    public String word() {
        return word;
    }
}
