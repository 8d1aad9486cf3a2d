package carillon.channel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The idempotency key of a publication: its publisher's own name for it, by which it is known again when it is published a second time, on whichever node.
 *
 * @param text 1 to 64 characters of printable ASCII without space
 */
public record Key(String text) {

    /** What a key may be, in words. */
    public static final String RULE = "A key has 1 to 64 characters of printable ASCII, no space.";
    private static final Pattern ALLOWED = Pattern.compile("[!-~]{1,64}");

    /**
     * Makes a key.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public Key {
        if (!ALLOWED.matcher(text).matches()) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** The key that a text is; empty if it is none. */
    public static Optional<Key> parse(String text) {
        return ALLOWED.matcher(text).matches() ? Optional.of(new Key(text)) : Optional.empty();
    }
}
