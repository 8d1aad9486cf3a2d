package carillon.sequence;

import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.Limit;
import carillon.config.Retention;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings the publications of each origin into their order, each once, whatever the broker makes of them.
 *
 * <p>At or below what was delivered: a duplicate, dropped. The next one: delivered. Beyond it: held, within bounds, while what is missing is asked for. What does
 * not come in time is declared lost, and that is said before anything later. Used by one thread at a time, but for what is said to be safe for any.
 */
@ApplicationScoped
public class Sequencer {

    /** The longest hole that is asked for at once, and how many of one origin. */
    static final int ASK_MAX = 1_024;
    private static final int ASKS_MAX = 8;
    private static final long ASK_AGAIN_NANOS = 400_000_000L;
    private static final long MS = 1_000_000L;

    private final Ticker ticker;
    private final long timeoutNanos;
    private final long windowNanos;
    private final Tracks tracks = new Tracks();
    private final Tally tally = new Tally();
    private final Origins origins;
    private final Resequencer resequencer;

    /** For the container's proxy only. */
    protected Sequencer() {
        this(Settings.of(Map.of()), null);
    }

    /** Makes one that has heard nothing. */
    @Inject
    public Sequencer(Settings settings, Ticker ticker) {
        this.ticker = ticker;
        this.timeoutNanos = settings.nanos(Limit.HOLE_TIMEOUT_MS);
        this.windowNanos = settings.nanos(Limit.HISTORY_WINDOW_MS);
        this.origins = new Origins(tracks, ticker, windowNanos);
        this.resequencer = new Resequencer(settings, ticker, tally);
    }

    /** What is known of the origins. Safe for any thread. */
    public Origins origins() {
        return origins;
    }

    /** What was counted. Safe for any thread. */
    public Tally tally() {
        return tally;
    }

    /** How many publications wait for others. Safe for any thread. */
    public int held() {
        return resequencer.held();
    }

    /** This node has published nothing yet: what will be missing of its own is a loss. */
    public void begin(Origin self) {
        tracks.add(new Track(self, 0, ticker.nanos()));
    }

    /** This node is about to publish as another origin: it has published nothing as that, and is as old as before. */
    public void begin(Origin self, Origin before) {
        long now = ticker.nanos();
        Track track = new Track(self, 0, now);
        Track old = tracks.of(before);
        track.life().heard(now, old == null ? now : old.life().bornAt());
        tracks.add(track);
    }

    /**
     * A node has given up an origin because others can't be sure of what it published as that: what is missing is lost, and what is not missing may not be what the node published. Does nothing
     * the second time.
     */
    public void retire(Origin origin, Outlet outlet) {
        Track track = tracks.of(origin);
        if (track == null || !track.retire()) {
            return;
        }
        if (!track.hasHole()) {
            outlet.retired(origin, track.position());
        }
        while (track.hasHole()) {
            resequencer.declare(track, track.holeEnd(), outlet);
        }
    }

    /**
     * This node has heard of everybody who was there before it. An origin that is heard for the first time from now on has just booted, so what is missing of its
     * beginning is a loss.
     */
    public void settle() {
        origins.settle();
    }

    /** This node has been deaf for so long that it may not have heard of everybody who was there. */
    public void unsettle() {
        origins.unsettle();
    }

    /** A publication, from its origin itself; perhaps not for the first time. */
    public void offer(Publication publication, Outlet outlet) {
        Stamp stamp = (Stamp) publication.identity();
        long now = ticker.nanos();
        Track track = track(stamp.origin(), stamp.sequence() - 1, now, outlet);
        if (track != null && mayReach(track, stamp.sequence(), now)) {
            track.life().heard(now, now);
            resequencer.take(track, stamp.sequence(), publication, outlet);
        }
    }

    /** A publication that was sent again, by whoever has it. Of an origin that was never heard of it says nothing. */
    public void again(Publication publication, Outlet outlet) {
        Stamp stamp = (Stamp) publication.identity();
        Track track = tracks.of(stamp.origin());
        if (track != null && mayReach(track, stamp.sequence(), ticker.nanos())) {
            if (!track.has(stamp.sequence())) {
                tally.repair();
            }
            resequencer.take(track, stamp.sequence(), publication, outlet);
        }
    }

    /** Somebody, perhaps the origin itself, says how far an origin has come. */
    public void told(News news, Outlet outlet) {
        long now = ticker.nanos();
        long at = now - news.silentMs() * MS;
        Track track = track(news.origin(), news.last(), at, outlet);
        if (track != null && mayReach(track, news.last(), now)) {
            track.life().heard(at, now - news.ageMs() * MS);
            track.life().notReplayed(); // its age is known, which says more
            track.knows(news.last(), now);
        }
    }

    /**
     * A heartbeat that the broker says again, from before this node listened: what the origin has become since then it does not say. But all that was said after
     * it the broker says again too, so a cursor that was made later can be honoured.
     */
    public void replayed(Origin origin, long last, long uptimeMs, Outlet outlet) {
        long now = ticker.nanos();
        Track track = track(origin, last, now, outlet);
        if (track != null) {
            track.life().replayed(uptimeMs, now);
        }
    }

    private boolean mayReach(Track track, long sequence, long now) {
        boolean may = track.mayReach(sequence, now);
        if (!may) {
            tally.leap();
        }
        return may;
    }

    /** What an origin published up to {@code before} was before this node's time, unless it has settled. Null if there are too many origins. */
    private Track track(Origin origin, long before, long heardAt, Outlet outlet) {
        return tracks.met(origin, origins.isSettled() ? 0 : before, heardAt, outlet);
    }

    /** All that was delivered, and said to be lost, has been queued for the clients: from now on cursors may say so. */
    public void queued() {
        resequencer.queued();
    }

    /** What is to be asked for now. To be called many times a second. */
    public List<Hole> asks() {
        List<Hole> asks = new ArrayList<>();
        tracks.all().forEach(track -> asks.addAll(track.asks(ticker.nanos(), ASK_AGAIN_NANOS, ASKS_MAX, ASK_MAX)));
        tally.asked(asks.size());
        return asks;
    }

    /** Gives up what did not come in time, and forgets who is gone. To be called many times a second. */
    public void expire(Outlet outlet) {
        long now = ticker.nanos();
        for (Track track : tracks.all()) {
            if (track.isStuck(now, timeoutNanos)) {
                resequencer.declare(track, track.holeEnd(), outlet);
            } else if (!track.hasHole()) {
                fade(track, now - track.life().heardAt(), outlet);
            }
        }
    }

    private void fade(Track track, long silentNanos, Outlet outlet) {
        if (silentNanos > Retention.ORIGINS * windowNanos) {
            tracks.bury(track);
            outlet.forgotten(track.origin());
        } else if (silentNanos > Retention.FLOORS * windowNanos && track.life().close()) {
            outlet.closed(track.origin());
        }
    }

    /** Of whom this node has heard, and how far; also of those that it has forgotten: what a fresh node is told that warms up. */
    public List<News> reached() {
        return tracks.reached(ticker.nanos(), Retention.ORIGINS * windowNanos / MS + 1);
    }

    /**
     * This node has taken over what another remembers, up to there: what is at or below is a duplicate from now on. Of an origin that was heard here further
     * it says nothing.
     */
    public void restore(List<News> reached, Outlet outlet) {
        long now = ticker.nanos();
        tracks.all().forEach(track -> track.life().notReplayed());
        for (News news : reached) {
            long heardAt = now - news.silentMs() * MS;
            Track track = tracks.told(news, heardAt, now - heardAt > Retention.ORIGINS * windowNanos);
            if (track != null) {
                track.life().heard(heardAt, now - news.ageMs() * MS);
                resequencer.skip(track, news.last(), outlet);
            }
        }
    }

    /** Whether another node has heard of an origin further than this one. */
    public boolean isBehind(List<News> reached) {
        return reached.stream().anyMatch(news -> position(news.origin()) < news.last());
    }

    /** How far an origin has been delivered; 0 if it was never heard. */
    public long position(Origin origin) {
        Track track = tracks.of(origin);
        return track == null ? 0 : track.position();
    }
}
