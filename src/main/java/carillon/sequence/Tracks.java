package carillon.sequence;

import carillon.channel.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tracks of all origins that this node has heard, and how far those had come that it has forgotten.
 *
 * <p>Changed by one thread; any may read {@link #of} and {@link #all}. Bounded by number: of more origins nothing is known.
 */
final class Tracks {

    /** More origins than a cluster has in all its boots of the last minutes; a flood of forged ones stops here. */
    static final int MAX_ORIGINS = 4_096;

    private final Map<Origin, Track> tracks = new ConcurrentHashMap<>();
    /** How far those had come that were forgotten: what a broker or a node that was stopped brings of them again is no news. */
    private final Map<Origin, Long> buried = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, Long> eldest) {
            return size() > MAX_ORIGINS;
        }
    };

    /** The track of an origin; null if it was never heard, or is forgotten. */
    Track of(Origin origin) {
        return tracks.get(origin);
    }

    /** All of them; a live view. */
    Collection<Track> all() {
        return tracks.values();
    }

    /** Takes one in, perhaps in the place of another. */
    void add(Track track) {
        tracks.put(track.origin(), track);
    }

    /**
     * The track of an origin that is heard, perhaps for the first time.
     *
     * @param before what it published up to there was before this node's time, unless this node knew it once
     * @return null if there are too many origins
     */
    Track met(Origin origin, long before, long heardAt, Outlet outlet) {
        Track track = tracks.get(origin);
        if (track != null || tracks.size() >= MAX_ORIGINS) {
            return track;
        }
        Long known = buried.remove(origin);
        Track fresh = new Track(origin, known != null ? known : before, heardAt);
        if (known != null) {
            fresh.life().doubt(); // it may be a broker that says again what was said long ago
        }
        add(fresh);
        outlet.met(origin, fresh.position());
        return fresh;
    }

    /**
     * The track of an origin that another node has told of.
     *
     * @param gone whether it was silent there for so long that it is forgotten at once
     * @return null if it is forgotten, or there are too many origins
     */
    Track told(News news, long heardAt, boolean gone) {
        Track track = tracks.get(news.origin());
        if (track == null && gone) {
            buried.putIfAbsent(news.origin(), news.last());
        } else if (track == null && tracks.size() < MAX_ORIGINS) {
            Long known = buried.remove(news.origin());
            track = new Track(news.origin(), known == null ? news.last() : Math.max(known, news.last()), heardAt);
            add(track);
        }
        return track;
    }

    /** Forgets an origin, but for how far it had come. */
    void bury(Track track) {
        tracks.remove(track.origin());
        buried.put(track.origin(), track.position());
    }

    /**
     * How far each has come, also of those that are forgotten.
     *
     * @param goneMs for how long these count as silent, in milliseconds
     */
    List<News> reached(long now, long goneMs) {
        List<News> reached = new ArrayList<>();
        buried.forEach((origin, position) -> reached.add(new News(origin, position, goneMs, goneMs)));
        tracks.values().forEach(track -> reached.add(track.news(track.position(), now)));
        return reached;
    }
}
