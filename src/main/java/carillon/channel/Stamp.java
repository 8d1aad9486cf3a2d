package carillon.channel;

/**
 * The identity of a publication made through Carillon: the n-th of its origin.
 *
 * @param origin who published it
 * @param sequence its number, from 1 to {@link #MAX_SEQUENCE} and without holes over all channels of the origin
 */
public record Stamp(Origin origin, long sequence) implements Identity {

    /** The greatest sequence that there can be: a million a second for 285 years, and what a number of JavaScript still holds exactly. */
    public static final long MAX_SEQUENCE = (1L << 53) - 1;

    /**
     * Makes a stamp.
     *
     * @throws IllegalArgumentException if the sequence is below 1 or above {@link #MAX_SEQUENCE}
     */
    public Stamp {
        if (sequence < 1 || sequence > MAX_SEQUENCE) {
            throw new IllegalArgumentException("A sequence is from 1 to 2^53-1, not " + sequence + ".");
        }
    }
}
