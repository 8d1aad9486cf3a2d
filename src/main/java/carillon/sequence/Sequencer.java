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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings the publications of each origin into their order, each once, whatever the broker makes of them.
 *
 * <p>At or below what was delivered: a duplicate, dropped. The next one: delivered. Beyond it: held, within bounds, while what is missing is asked for. What does
 * not come in time is declared lost, and that is said before anything later. Used by one thread at a time, but for what is said to be safe for any.
 */
@ApplicationScoped
public class Sequencer {

    /** More origins than a cluster has in all its boots of the last minutes; a flood of forged ones stops here. */
    static final int MAX_ORIGINS = 4_096;
    /** The longest hole that is asked for at once, and how many of one origin. */
    static final int ASK_MAX = 1_024;
    private static final int ASKS_MAX = 8;
    /** Most of what seems to be missing is only late. */
    private static final long ASK_AFTER_NANOS = 100_000_000L;
    private static final long ASK_AGAIN_NANOS = 400_000_000L;
    private static final long MS = 1_000_000L;

    private final Ticker ticker;
    private final long timeoutNanos;
    private final long windowNanos;
    private final Hold hold;
    private final Map<Origin, Track> tracks = new ConcurrentHashMap<>();
    /** Those that were moved since {@link #queued()}. */
    private final List<Track> moved = new ArrayList<>();
    /** How far those had come that were forgotten: what a broker or a node that was stopped brings of them again is no news. */
    private final Map<Origin, Long> buried = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, Long> eldest) {
            return size() > MAX_ORIGINS;
        }
    };
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong holes = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong repaired = new AtomicLong();
    private volatile boolean settled;
    private volatile long settledAt;

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
        this.hold = new Hold(settings);
    }

    /** This node has published nothing yet: what will be missing of its own is a loss. */
    public void begin(Origin self) {
        tracks.put(self, new Track(self, 0, ticker.nanos()));
    }

    /**
     * This node has heard of everybody who was there before it. An origin that is heard for the first time from now on has just booted, so what is missing of its
     * beginning is a loss.
     */
    public void settle() {
        settledAt = ticker.nanos();
        settled = true;
    }

    /** This node has been deaf for so long that it may not have heard of everybody who was there. */
    public void unsettle() {
        settled = false;
    }

    /** Whether this node has settled. Safe for any thread. */
    public boolean isSettled() {
        return settled;
    }

    /** A publication, from its origin itself; perhaps not for the first time. */
    public void offer(Publication publication, Outlet outlet) {
        Stamp stamp = (Stamp) publication.identity();
        long now = ticker.nanos();
        Track track = track(stamp.origin(), stamp.sequence() - 1, now, outlet);
        if (track != null) {
            track.heard(now, now);
            take(track, stamp.sequence(), publication, outlet);
        }
    }

    /** A publication that was sent again, by whoever has it. Of an origin that was never heard of it says nothing. */
    public void again(Publication publication, Outlet outlet) {
        Stamp stamp = (Stamp) publication.identity();
        Track track = tracks.get(stamp.origin());
        if (track != null) {
            if (!track.has(stamp.sequence())) {
                repaired.incrementAndGet();
            }
            take(track, stamp.sequence(), publication, outlet);
        }
    }

    /** Somebody, perhaps the origin itself, says how far an origin has come. */
    public void told(News news, Outlet outlet) {
        long now = ticker.nanos();
        long at = now - news.silentMs() * MS;
        Track track = track(news.origin(), news.last(), at, outlet);
        if (track != null) {
            track.heard(at, now - news.ageMs() * MS);
            track.notReplayed(); // its age is known, which says more
            track.knows(news.last(), now, ASK_AFTER_NANOS);
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
            track.replayed(uptimeMs, now);
        }
    }

    /** What an origin published up to {@code before} was before this node's time, unless it has settled. Null if there are too many origins. */
    private Track track(Origin origin, long before, long heardAt, Outlet outlet) {
        Track track = tracks.get(origin);
        if (track != null || tracks.size() >= MAX_ORIGINS) {
            return track;
        }
        Long known = buried.remove(origin);
        Track fresh = new Track(origin, known != null ? known : settled ? 0 : before, heardAt);
        if (known != null) {
            fresh.doubt(); // it may be a broker that says again what was said long ago
        }
        tracks.put(origin, fresh);
        outlet.met(origin, fresh.position());
        return fresh;
    }

    private void take(Track track, long sequence, Publication publication, Outlet outlet) {
        if (track.has(sequence)) {
            duplicates.incrementAndGet();
            return;
        }
        track.knows(sequence, ticker.nanos(), ASK_AFTER_NANOS);
        while (sequence > track.position() + 1 && !hold.hasRoomFor(publication)) {
            declare(track, Math.min(track.holeEnd(), sequence - 1), outlet);
        }
        if (sequence > track.position() + 1) {
            track.hold(sequence, publication);
            hold.add(publication);
        } else {
            deliver(track, publication, outlet);
            release(track, outlet);
        }
    }

    private void deliver(Track track, Publication publication, Outlet outlet) {
        outlet.deliver(publication);
        advance(track, track.position() + 1);
    }

    private void advance(Track track, long to) {
        track.advance(to, ticker.nanos());
        if (moved.isEmpty() || moved.get(moved.size() - 1) != track) {
            moved.add(track);
        }
    }

    /** All that was delivered, and said to be lost, has been queued for the clients: from now on cursors may say so. */
    public void queued() {
        moved.forEach(Track::queue);
        moved.clear();
    }

    private void release(Track track, Outlet outlet) {
        for (Publication next = track.released(); next != null; next = track.released()) {
            hold.remove(next);
            deliver(track, next, outlet);
        }
    }

    private void declare(Track track, long to, Outlet outlet) {
        Hole hole = new Hole(track.origin(), track.position() + 1, to);
        lost.addAndGet(hole.size());
        holes.incrementAndGet();
        outlet.lost(hole);
        advance(track, to);
        release(track, outlet);
    }

    /** What is to be asked for now. To be called many times a second. */
    public List<Hole> asks() {
        List<Hole> asks = new ArrayList<>();
        tracks.values().forEach(track -> asks.addAll(track.asks(ticker.nanos(), ASK_AGAIN_NANOS, ASKS_MAX, ASK_MAX)));
        asked.addAndGet(asks.size());
        return asks;
    }

    /** Gives up what did not come in time, and forgets who is gone. To be called many times a second. */
    public void expire(Outlet outlet) {
        long now = ticker.nanos();
        for (Track track : tracks.values()) {
            if (track.isStuck(now, timeoutNanos)) {
                declare(track, track.holeEnd(), outlet);
            } else if (!track.hasHole() && now - track.heardAt() > Retention.ORIGINS * windowNanos) {
                tracks.remove(track.origin());
                buried.put(track.origin(), track.position());
                outlet.forgotten(track.origin());
            } else if (!track.hasHole() && now - track.heardAt() > Retention.FLOORS * windowNanos && track.close()) {
                outlet.closed(track.origin());
            }
        }
    }

    /** What a fresh node has to be told of the others: who was heard of late, and how far. Safe for any thread. */
    public List<News> news() {
        long now = ticker.nanos();
        return tracks.values().stream().filter(track -> now - track.heardAt() <= Retention.TOLD * windowNanos)
                .map(track -> new News(track.origin(), track.queued(), msFrom(track.heardAt(), now), msFrom(track.bornAt(), now))).toList();
    }

    /** Whoever listens may have heard something since the time was taken. */
    private static long msFrom(long then, long now) {
        return Math.max(0, now - then) / MS;
    }

    /** Of whom this node has heard, and how far; also of those that it has forgotten: what a fresh node is told that warms up. */
    public List<News> reached() {
        long now = ticker.nanos();
        long gone = Retention.ORIGINS * windowNanos / MS + 1;
        List<News> reached = new ArrayList<>();
        buried.forEach((origin, position) -> reached.add(new News(origin, position, gone, gone)));
        tracks.forEach((origin, track) -> reached.add(new News(origin, track.position(), msFrom(track.heardAt(), now), msFrom(track.bornAt(), now))));
        return reached;
    }

    /**
     * This node has taken over what another remembers, up to there: what is at or below is a duplicate from now on. Of an origin that was heard here further
     * it says nothing.
     */
    public void restore(List<News> reached, Outlet outlet) {
        long now = ticker.nanos();
        tracks.values().forEach(Track::notReplayed);
        for (News news : reached) {
            long heardAt = now - news.silentMs() * MS;
            Track track = tracks.get(news.origin());
            if (track == null && now - heardAt > Retention.ORIGINS * windowNanos) {
                buried.putIfAbsent(news.origin(), news.last());
            } else if (track == null && tracks.size() < MAX_ORIGINS) {
                Long known = buried.remove(news.origin());
                track = new Track(news.origin(), known == null ? news.last() : Math.max(known, news.last()), heardAt);
                tracks.put(news.origin(), track);
            }
            if (track != null) {
                track.heard(heardAt, now - news.ageMs() * MS);
                skip(track, news.last(), outlet);
            }
        }
    }

    private void skip(Track track, long to, Outlet outlet) {
        if (track.position() < to) {
            track.dropped(to).forEach(hold::remove);
            advance(track, to);
            release(track, outlet);
        }
    }

    /** Whether another node has heard of an origin further than this one. */
    public boolean isBehind(List<News> reached) {
        return reached.stream().anyMatch(news -> position(news.origin()) < news.last());
    }

    /** How long ago this node settled, in milliseconds; empty if it has not. Safe for any thread. */
    public OptionalLong settledMs() {
        return settled ? OptionalLong.of((ticker.nanos() - settledAt) / MS) : OptionalLong.empty();
    }

    /** How far each origin has been delivered, and queued for the clients: what a cursor may say. Safe for any thread. */
    public Map<Origin, Long> positions() {
        Map<Origin, Long> positions = new HashMap<>();
        tracks.forEach((origin, track) -> positions.put(origin, track.queued()));
        return positions;
    }

    /** How far an origin has been delivered, and queued for the clients; 0 if it was never heard. Safe for any thread. */
    public long queued(Origin origin) {
        Track track = tracks.get(origin);
        return track == null ? 0 : track.queued();
    }

    /** How far an origin has been delivered; 0 if it was never heard. */
    public long position(Origin origin) {
        Track track = tracks.get(origin);
        return track == null ? 0 : track.position();
    }

    /**
     * How long ago an origin had been up for a time, in milliseconds; perhaps a little less. Safe for any thread.
     *
     * @return empty if it is so long ago that this node may not have heard of all that came after it, or not known
     */
    public OptionalLong ageMs(Origin origin, long uptimeMs) {
        Track track = tracks.get(origin);
        long now = ticker.nanos();
        if (track == null || !settled || track.isDoubted()) {
            return OptionalLong.empty();
        }
        boolean replayed = track.isReplayedFrom(uptimeMs); // so long ago, or long before: what it may have missed is all newer here than the node
        long age = replayed ? (now - track.replayedAt()) / MS + 1_000 : Math.max(0, (now - track.bornAt()) / MS - uptimeMs);
        return age <= Retention.CURSORS * windowNanos / MS ? OptionalLong.of(age) : OptionalLong.empty();
    }

    /** How long an origin has been up as far as this node knows, in milliseconds; empty if it doesn't know it. Safe for any thread. */
    public OptionalLong uptimeMs(Origin origin) {
        Track track = tracks.get(origin);
        return track == null ? OptionalLong.empty() : OptionalLong.of((ticker.nanos() - track.bornAt()) / MS);
    }

    /** How many duplicates were dropped. Safe for any thread. */
    public long duplicates() {
        return duplicates.get();
    }

    /** How many publications were declared lost. Safe for any thread. */
    public long lost() {
        return lost.get();
    }

    /** How many holes were declared. Safe for any thread. */
    public long holes() {
        return holes.get();
    }

    /** How often this node had something to ask for. Safe for any thread. */
    public long asked() {
        return asked.get();
    }

    /** How many publications came only because they were sent again. Safe for any thread. */
    public long repaired() {
        return repaired.get();
    }

    /** How many publications wait for others. Safe for any thread. */
    public int held() {
        return hold.count();
    }
}
