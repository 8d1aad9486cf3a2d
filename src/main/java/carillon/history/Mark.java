package carillon.history;

import carillon.channel.Channel;
import carillon.channel.Origin;
import java.util.Optional;

/**
 * A floor, as one node tells it to another: below it nothing can be proved.
 *
 * @param channel of which channel; empty: of all
 * @param origin whose; or what stands for all foreign programs
 * @param sequence up to which sequence, 1 or more; of foreign programs up to how long ago, in nanoseconds
 * @param agoMs how long ago it was raised last, in milliseconds
 */
public record Mark(Optional<Channel> channel, Origin origin, long sequence, long agoMs) {

    /** Far beyond the uptime of any node, and far below where nanoseconds overflow. */
    private static final long MAX_MS = 4_000_000_000_000L;

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if the sequence is below 1, or the time of the future or of more than 126 years ago
     */
    public Mark {
        check(agoMs);
        if (sequence < 1) {
            throw new IllegalArgumentException("A floor is at 1 or above.");
        }
    }

    static void check(long agoMs) {
        if (agoMs < 0 || agoMs > MAX_MS) {
            throw new IllegalArgumentException("What is remembered is not of a possible time.");
        }
    }
}
