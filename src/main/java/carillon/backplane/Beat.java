package carillon.backplane;

import carillon.channel.Origin;

/**
 * "I am there, and so far have published up to this sequence."
 *
 * @param origin who says so
 * @param last the last sequence that it used; 0 if none
 */
public record Beat(Origin origin, long last) implements Envelope {

    /**
     * Makes a beat.
     *
     * @throws IllegalArgumentException if the sequence is below 0
     */
    public Beat {
        if (last < 0) {
            throw new IllegalArgumentException("A sequence is never below 0.");
        }
    }
}
