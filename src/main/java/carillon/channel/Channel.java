package carillon.channel;

import java.util.Optional;

/**
 * The name of what one subscribes to and publishes to.
 *
 * <p>1 to {@value #MAX_LENGTH} characters: segments of {@code A-Z a-z 0-9 _ - ~}, separated by {@code .} or {@code :} (docs/protocol.md,
 * rule 2.1). Only ASCII, so that two names that look alike are alike; no empty segment, so there is no {@code ..}.
 *
 * @param name the name, as it is; case-sensitive
 */
public record Channel(String name) {

    /** The greatest length of a name, in characters. */
    public static final int MAX_LENGTH = 255;

    /** The rule in words that may be shown to whoever broke it. */
    public static final String RULE = "A channel name has 1 to " + MAX_LENGTH + " characters: segments of A-Z a-z 0-9 _ - ~, separated by '.' or ':'.";

    /**
     * Makes a channel of a name.
     *
     * @throws IllegalArgumentException if the name is null or breaks the rule; the message is {@link #RULE}
     */
    public Channel {
        if (!valid(name)) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** The channel of that name, or empty if the name is null or breaks the rule. */
    public static Optional<Channel> parse(String name) {
        return valid(name) ? Optional.of(new Channel(name)) : Optional.empty();
    }

    private static boolean valid(String name) {
        return name != null && !name.isEmpty() && name.length() <= MAX_LENGTH && hasSegments(name);
    }

    /** By hand: each publication that comes in names its channel, and a regular expression took a tenth of the time that it is worked on. */
    private static boolean hasSegments(String name) {
        boolean segmentIsEmpty = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean separator = c == '.' || c == ':';
            if (separator ? segmentIsEmpty : !belongsToASegment(c)) {
                return false;
            }
            segmentIsEmpty = separator;
        }
        return !segmentIsEmpty;
    }

    private static boolean belongsToASegment(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '~';
    }

    @Override
    public String toString() {
        return name;
    }
}
