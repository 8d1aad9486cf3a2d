package carillon.history;

import carillon.channel.ForeignId;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.Retention;
import carillon.config.Ticker;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What was delivered of late, and what is known of what was let go. Not safe for use by several threads: guarded by the history.
 *
 * <p>Bounded: by bytes whenever something comes, by time whenever {@link #expire()} is called.
 */
final class Past {

    /** More than a node delivers while it warms up: what it takes over has numbers above all that it gave before. */
    private static final long AHEAD = 1L << 40;

    /** A channel that holds more than this part of all is the first to let go of something. */
    private static final int MUCH = 8;
    /** What foreign programs publish has no door that could say what is beyond their share: together they have this part. */
    private static final int FOREIGN_SHARE = 4;

    private final Bounds bounds;
    private final Ticker ticker;
    private final ForeignClock foreign;
    private final Log log;
    private final Floors floors;
    private final Keys keys;
    /** How far each origin has come into the log, or was before this node heard of it. */
    private final Map<Origin, Long> tops = new HashMap<>();

    Past(Bounds bounds, Ticker ticker) {
        this(bounds, ticker, new ForeignClock(ticker, bounds.windowNanos()), new Log(bounds.floors()));
    }

    private Past(Bounds bounds, Ticker ticker, ForeignClock foreign, Log log) {
        this.bounds = bounds;
        this.ticker = ticker;
        this.foreign = foreign;
        this.log = log;
        this.floors = new Floors(bounds.floors());
        this.keys = new Keys(bounds.keys());
    }

    /** An empty one with the same bounds, whose numbers are above all of these. */
    Past blank() {
        return new Past(bounds, ticker, foreign.blank(), new Log(log.end() + AHEAD, bounds.floors()));
    }

    /**
     * Takes in a publication that is, or was, delivered at a moment; of one origin the sequences rise.
     *
     * @return its number; {@link History#REPEATED} if it is not for clients
     */
    long append(Publication publication, long at) {
        long number = publication.identity() instanceof Stamp stamp ? stamped(publication, stamp, at) : foreign(publication, at);
        while (log.bytes() > bounds.bytes()) {
            evict(log.dispensable(bounds.bytes() / MUCH));
        }
        return number;
    }

    private long stamped(Publication publication, Stamp stamp, long at) {
        top(stamp.origin(), stamp.sequence());
        boolean repeat = keys.isRepeat(publication, stamp, at);
        long number = log.append(publication, stamp.origin(), stamp.sequence(), repeat, at);
        return repeat ? History.REPEATED : number;
    }

    private long foreign(Publication publication, long at) {
        boolean spare = log.bytesFrom(ForeignClock.FOREIGN) > bounds.bytes() / FOREIGN_SHARE;
        return log.append(spare ? publication.beyondShare() : publication, ForeignClock.FOREIGN, foreign.next(at), false, at);
    }

    /** Lets go of the oldest of a channel. */
    private void evict(Entry oldest) {
        log.remove(oldest);
        if (!oldest.repeat()) { // what it repeats was let go before, and has raised its own floor
            floors.evicted(oldest.channel().name(), oldest.source().name(), oldest.sequence(), ticker.nanos());
        }
    }

    /** Lets go of what is older than the window, and than what is offered again of foreign publications to who was away for a whole one. */
    void expire() {
        long now = ticker.nanos();
        for (Entry oldest = log.oldest(); oldest != null && now - oldest.at() > bounds.windowNanos() + foreign.overlapNanos(); oldest = log.oldest()) {
            evict(oldest);
        }
        log.tidy();
        floors.expire(now - Retention.FLOORS * bounds.windowNanos());
        keys.expire(now - Retention.FLOORS * bounds.windowNanos());
    }

    /** What an origin published up to there is not known, and never will be. */
    void raise(Origin origin, long sequence) {
        floors.raise(origin, sequence, ticker.nanos());
        top(origin, sequence);
    }

    /** An origin has come so far, or further. */
    void top(Origin origin, long sequence) {
        tops.merge(origin, sequence, Math::max);
    }

    /** The ids of all foreign publications. */
    Set<ForeignId> foreignIds() {
        return new Search(log).ids(ForeignClock.FOREIGN);
    }

    ForeignClock foreign() {
        return foreign;
    }

    Log log() {
        return log;
    }

    Floors floors() {
        return floors;
    }

    Keys keys() {
        return keys;
    }

    Map<Origin, Long> tops() {
        return tops;
    }
}
