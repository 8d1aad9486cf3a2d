package carillon.sequence;

import carillon.channel.Origin;
import carillon.channel.Stamp;

/**
 * Consecutive publications of one origin that somebody lacks.
 *
 * @param origin who published them
 * @param from the sequence of the first
 * @param to the sequence of the last
 */
public record Hole(Origin origin, long from, long to) {

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if it starts below 1, ends before it starts, or above {@link Stamp#MAX_SEQUENCE}
     */
    public Hole {
        if (from < 1 || to < from || to > Stamp.MAX_SEQUENCE) {
            throw new IllegalArgumentException("A hole starts at 1 or above, ends where it starts or later, and not above 2^53-1.");
        }
    }

    /** How many there are. */
    public long size() {
        return to - from + 1;
    }
}
