package carillon.history;

import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Stamp;
import java.util.List;

/**
 * An idempotency key, as one node tells it to another.
 *
 * @param channel where it was used
 * @param key the key
 * @param stamp what was first published with it
 * @param print what tells apart what was published with it
 * @param agoMs how long ago that was delivered, in milliseconds
 * @param repeats what repeated it; at most {@value #REPEATS_MAX}
 */
public record Noted(Channel channel, Key key, Stamp stamp, long print, long agoMs, List<Stamp> repeats) {

    /** How many repetitions are told. */
    public static final int REPEATS_MAX = 8;

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if there are too many repetitions, or it is not of a possible time
     */
    public Noted {
        repeats = List.copyOf(repeats);
        Mark.check(agoMs);
        if (repeats.size() > REPEATS_MAX) {
            throw new IllegalArgumentException("A key has too many repetitions.");
        }
    }
}
