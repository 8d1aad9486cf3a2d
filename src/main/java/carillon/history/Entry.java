package carillon.history;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import java.util.Optional;

/**
 * One publication of the log.
 *
 * @param channel what holds the entries of its channel
 * @param source what holds those of its origin, or of all foreign programs
 * @param sequence its number there
 * @param foreignId null unless it is foreign
 * @param key null unless its publisher gave it one
 * @param repeat whether it was delivered before, as another: kept for nodes that lack it, and given to no client
 * @param at when it was delivered here, on this node's ticker
 * @param livesMs for how long from then on it may be told; {@link Publication#FOR_GOOD} without an end
 */
record Entry(Shelf<Channel> channel, Shelf<Origin> source, long sequence, ForeignId foreignId, Key key, boolean repeat, Payload payload, long at, long livesMs) {

    private static final long MS = 1_000_000L;

    /**
     * What an entry costs besides the bytes of its payload: this object, those of a payload and its array, its places in the log and on two shelves. The
     * arrays of those are counted twice, since they may be half empty.
     */
    static final int OVERHEAD = 152;
    /** What a key costs besides its characters. */
    private static final int KEY_OVERHEAD = 56;

    /** What it costs, in bytes. */
    int cost() {
        return OVERHEAD + payload.bytes() + (key == null ? 0 : KEY_OVERHEAD + key.text().length());
    }

    Publication publication() {
        return new Publication(channel.name(), foreignId != null ? foreignId : new Stamp(source.name(), sequence), payload, Optional.ofNullable(key)).living(livesMs);
    }

    /** Whether clients may be told of it at a moment: not if it repeats another, and not if its time is over. */
    boolean isTold(long now) {
        return !repeat && (livesMs == Publication.FOR_GOOD || (now - at) / MS < livesMs);
    }

    /** The numbers of those entries that have one thing in common. */
    record Shelf<T>(T name, LongQueue numbers) {

        Shelf(T name) {
            this(name, new LongQueue());
        }
    }
}
