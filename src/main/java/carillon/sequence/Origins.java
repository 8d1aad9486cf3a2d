package carillon.sequence;

import carillon.channel.Origin;
import carillon.config.Retention;
import carillon.config.Ticker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What this node can say of the origins: how far each has come, how old it is, and whether all of them are known. Safe for use by any thread. */
public final class Origins {

    private static final long MS = 1_000_000L;

    private final Tracks tracks;
    private final Ticker ticker;
    private final long windowNanos;
    /** Written by the sequencer's thread only; so is the next field. */
    private volatile boolean settled;
    private volatile long settledAt;

    Origins(Tracks tracks, Ticker ticker, long windowNanos) {
        this.tracks = tracks;
        this.ticker = ticker;
        this.windowNanos = windowNanos;
    }

    void settle() {
        settledAt = ticker.nanos();
        settled = true;
    }

    void unsettle() {
        settled = false;
    }

    /** Whether this node has heard of everybody who was there before it. */
    public boolean isSettled() {
        return settled;
    }

    /** How long ago this node settled, in milliseconds; empty if it has not. */
    public OptionalLong settledMs() {
        return settled ? OptionalLong.of((ticker.nanos() - settledAt) / MS) : OptionalLong.empty();
    }

    /** What a fresh node has to be told of the others: who was heard of late, and how far. */
    public List<News> news() {
        long now = ticker.nanos();
        return tracks.all().stream().filter(track -> now - track.life().heardAt() <= Retention.TOLD * windowNanos).map(track -> track.news(track.queued(), now)).toList();
    }

    /** How far each origin has been delivered, and queued for the clients: what a cursor may say. */
    public Map<Origin, Long> positions() {
        Map<Origin, Long> positions = new HashMap<>();
        tracks.all().forEach(track -> positions.put(track.origin(), track.queued()));
        return positions;
    }

    /** How far an origin has been delivered, and queued for the clients; 0 if it was never heard. */
    public long queued(Origin origin) {
        Track track = tracks.of(origin);
        return track == null ? 0 : track.queued();
    }

    /**
     * How long ago an origin had been up for a time, in milliseconds; perhaps a little less.
     *
     * @return empty if it is so long ago that this node may not have heard of all that came after it, or not known
     */
    public OptionalLong ageMs(Origin origin, long uptimeMs) {
        Track track = tracks.of(origin);
        long now = ticker.nanos();
        if (track == null || !settled || track.life().isDoubted()) {
            return OptionalLong.empty();
        }
        boolean replayed = track.life().isReplayedFrom(uptimeMs); // so long ago, or long before: what it may have missed is all newer here than the node
        long age = replayed ? (now - track.life().replayedAt()) / MS + 1_000 : Math.max(0, (now - track.life().bornAt()) / MS - uptimeMs);
        return age <= Retention.CURSORS * windowNanos / MS ? OptionalLong.of(age) : OptionalLong.empty();
    }

    /** How long an origin has been up as far as this node knows, in milliseconds; empty if it doesn't know it. */
    public OptionalLong uptimeMs(Origin origin) {
        Track track = tracks.of(origin);
        return track == null ? OptionalLong.empty() : OptionalLong.of((ticker.nanos() - track.life().bornAt()) / MS);
    }
}
