package carillon.backplane;

import carillon.channel.Origin;

/**
 * Which probes of an origin a node has heard of late.
 *
 * @param origin whose
 * @param last the greatest number that was heard
 * @param mask bit n is set if the number {@code last - n} was heard; bit 0 always is
 */
public record Receipt(Origin origin, long last, long mask) {

    /** How far back it goes. */
    public static final int REACH = Long.SIZE;

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if the last number is below 1
     */
    public Receipt {
        if (last < 1) {
            throw new IllegalArgumentException("Probes are numbered from 1.");
        }
    }

    /** Whether a probe was heard; false also where it can't be said any more. */
    public boolean has(long number) {
        long back = last - number;
        return back >= 0 && back < REACH && (mask >>> back & 1) == 1;
    }
}
