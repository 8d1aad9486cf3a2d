package carillon.channel;

/**
 * The identity of a publication made through Carillon: the n-th of its origin.
 *
 * @param origin who published it
 * @param sequence its number, from 1 and without holes over all channels of the origin
 */
public record Stamp(Origin origin, long sequence) implements Identity {

    /**
     * Makes a stamp.
     *
     * @throws IllegalArgumentException if the sequence is below 1
     */
    public Stamp {
        if (sequence < 1) {
            throw new IllegalArgumentException("A sequence starts at 1, not " + sequence + ".");
        }
    }
}
