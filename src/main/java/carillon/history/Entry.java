package carillon.history;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;

/**
 * One publication of the log.
 *
 * @param channel what holds the entries of its channel
 * @param source what holds those of its origin, or of all foreign programs
 * @param sequence its number there
 * @param foreignId null unless it is foreign
 * @param at when it was delivered here, on this node's ticker
 */
record Entry(Shelf<Channel> channel, Shelf<Origin> source, long sequence, ForeignId foreignId, Payload payload, long at) {

    /**
     * What an entry costs besides the bytes of its payload: this object, those of a payload and its array, its places in the log and on two shelves. The
     * arrays of those are counted twice, since they may be half empty.
     */
    static final int OVERHEAD = 144;

    /** What it costs, in bytes. */
    int cost() {
        return OVERHEAD + payload.bytes();
    }

    Publication publication() {
        return new Publication(channel.name(), foreignId != null ? foreignId : new Stamp(source.name(), sequence), payload);
    }

    /** The numbers of those entries that have one thing in common. */
    record Shelf<T>(T name, LongQueue numbers) {

        Shelf(T name) {
            this(name, new LongQueue());
        }
    }
}
