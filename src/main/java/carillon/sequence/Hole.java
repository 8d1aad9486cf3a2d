package carillon.sequence;

import carillon.channel.Origin;

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
     * @throws IllegalArgumentException if it starts below 1 or ends before it starts
     */
    public Hole {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("A hole starts at 1 or above, and ends where it starts or later.");
        }
    }

    /** How many there are; at most {@link Long#MAX_VALUE}. */
    public long size() {
        return to - from + 1;
    }
}
