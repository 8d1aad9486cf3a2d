package carillon.backplane;

/**
 * What a node tells of itself with its heartbeat, for people to look at.
 *
 * @param name for people; at most {@value #MAX_TEXT} characters
 * @param state a word: whether it serves, or is about to stop; at most {@value #MAX_TEXT} characters
 * @param connections how many it has
 * @param channels how many are followed there
 */
public record Figures(String name, String state, int connections, int channels) {

    /** How long a text may be. */
    public static final int MAX_TEXT = 64;

    /**
     * Makes some.
     *
     * @throws IllegalArgumentException if a text is too long, or a number is below 0
     */
    public Figures {
        if (name.length() > MAX_TEXT || state.length() > MAX_TEXT || connections < 0 || channels < 0) {
            throw new IllegalArgumentException("The figures are not in order.");
        }
    }

    /** The same with as much of a name as there is room for. */
    public static Figures of(String name, String state, int connections, int channels) {
        return new Figures(name.substring(0, Math.min(name.length(), MAX_TEXT)), state, connections, channels);
    }
}
