package carillon.history;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import java.util.Optional;

/** One publication of the log. Guarded by the history. */
final class Entry {

    private static final long MS = 1_000_000L;

    /**
     * What an entry costs besides the bytes of its payload: this object, those of a payload and its array, its places in three queues, whose arrays may be half empty and
     * hold an eighth that is gone.
     */
    static final int OVERHEAD = 152;
    /** What a key costs besides its characters. */
    private static final int KEY_OVERHEAD = 56;

    private final long number;
    private final Shelf<Channel> channel;
    private final Shelf<Origin> source;
    private final long sequence;
    private final ForeignId foreignId;
    private final Key key;
    private final boolean repeat;
    private final boolean spare;
    private final long at;
    /** For how long from then on it may be told; {@link Publication#FOR_GOOD} without an end. */
    private final long livesMs;
    /** Null once it is gone: a queue may keep the rest of it a while. */
    private Payload payload;

    /**
     * Makes one.
     *
     * @param number its place in the order of deliveries
     * @param channel what holds the entries of its channel
     * @param source what holds those of its origin, or of all foreign programs
     * @param sequence its number there
     * @param repeat whether it was delivered before, as another: kept for nodes that lack it, and given to no client
     * @param at when it was delivered here, on this node's ticker
     */
    Entry(long number, Shelf<Channel> channel, Shelf<Origin> source, long sequence, Publication publication, boolean repeat, long at) {
        this.number = number;
        this.channel = channel;
        this.source = source;
        this.sequence = sequence;
        this.foreignId = publication.identity() instanceof ForeignId id ? id : null;
        this.key = publication.key().orElse(null);
        this.repeat = repeat;
        this.spare = publication.spare();
        this.at = at;
        this.livesMs = publication.livesMs();
        this.payload = publication.payload();
    }

    long number() {
        return number;
    }

    Shelf<Channel> channel() {
        return channel;
    }

    Shelf<Origin> source() {
        return source;
    }

    long sequence() {
        return sequence;
    }

    /** Null unless it is foreign. */
    ForeignId foreignId() {
        return foreignId;
    }

    /** Null unless its publisher gave it one. */
    Key key() {
        return key;
    }

    boolean repeat() {
        return repeat;
    }

    /** Whether it is beyond the share of its publisher. */
    boolean spare() {
        return spare;
    }

    long at() {
        return at;
    }

    boolean isGone() {
        return payload == null;
    }

    void gone() {
        payload = null;
    }

    /** What it costs, in bytes, as long as it is there. */
    int cost() {
        return OVERHEAD + payload.bytes() + (key == null ? 0 : KEY_OVERHEAD + key.text().length());
    }

    Publication publication() {
        return new Publication(channel.name(), foreignId != null ? foreignId : new Stamp(source.name(), sequence), payload, Optional.ofNullable(key), spare, livesMs);
    }

    /** Whether clients may be told of it at a moment: not if it repeats another, and not if its time is over. */
    boolean isTold(long now) {
        return !repeat && (livesMs == Publication.FOR_GOOD || (now - at) / MS < livesMs);
    }
}
