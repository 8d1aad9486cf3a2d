package carillon.sequence;

import carillon.channel.Origin;
import carillon.channel.Stamp;

/**
 * What one node knows of one origin.
 *
 * @param origin of whom
 * @param last the sequence up to which nothing is missing there
 * @param silentMs how long ago it was last heard itself, in milliseconds
 * @param ageMs how long ago it booted, in milliseconds, or a little less
 */
public record News(Origin origin, long last, long silentMs, long ageMs) {

    /** Far beyond the uptime of any node, and far below where nanoseconds overflow. */
    private static final long MAX_MS = 4_000_000_000_000L;

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if a number is below 0, the sequence above {@link Stamp#MAX_SEQUENCE}, or a time beyond 126 years
     */
    public News {
        if (last < 0 || last > Stamp.MAX_SEQUENCE || silentMs < 0 || silentMs > MAX_MS || ageMs < 0 || ageMs > MAX_MS) {
            throw new IllegalArgumentException("What is told of an origin is not possible.");
        }
    }
}
