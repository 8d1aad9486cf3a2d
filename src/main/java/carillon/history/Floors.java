package carillon.history;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.history.cursor.Cursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Below what this node can't prove anything: a cursor that is under one of these floors may have missed what is no longer, or never was, here.
 *
 * <p>A declared hole raises the floor of an origin; eviction raises that of a channel and origin only, so that a busy channel doesn't spoil the cursors
 * of a quiet one. Bounded: when there are too many of the second kind, the oldest becomes one of the first kind, which says more than it should and never
 * less. Not safe for use by several threads.
 */
final class Floors {

    private static final long MS = 1_000_000L;

    private record Place(Channel channel, Origin origin) {
    }

    private record Floor(long sequence, long at) {
    }

    private final int most;
    private final Map<Origin, Floor> origins = new HashMap<>();
    /** In the order in which they were raised last. */
    private final Map<Place, Floor> places = new LinkedHashMap<>();
    /** How many of them each origin has. */
    private final Map<Origin, Integer> counts = new HashMap<>();

    /**
     * Makes one without floors.
     *
     * @param most how many floors of a channel and origin are kept apart
     */
    Floors(int most) {
        this.most = most;
    }

    /** Nothing is known of the sequences of an origin up to this one. */
    void raise(Origin origin, long sequence, long now) {
        if (sequence > 0) {
            origins.merge(origin, new Floor(sequence, now), Floors::higher);
        }
    }

    /** A publication is no longer there. A floor may be above it already: what was taken over from another node can be older than what was let go of here. */
    void evicted(Channel channel, Origin origin, long sequence, long now) {
        Place place = new Place(channel, origin);
        Floor before = places.remove(place);
        if (before == null) {
            counts.merge(origin, 1, Integer::sum);
        }
        Floor floor = new Floor(sequence, now);
        places.put(place, before == null ? floor : higher(before, floor));
        if (places.size() > most) {
            fold();
        }
    }

    private void fold() {
        Iterator<Map.Entry<Place, Floor>> oldest = places.entrySet().iterator();
        Map.Entry<Place, Floor> folded = oldest.next();
        origins.merge(folded.getKey().origin(), folded.getValue(), Floors::higher);
        forget(folded.getKey().origin());
        oldest.remove();
    }

    private void forget(Origin origin) {
        counts.computeIfPresent(origin, (name, count) -> count == 1 ? null : count - 1);
    }

    private static Floor higher(Floor one, Floor other) {
        return new Floor(Math.max(one.sequence(), other.sequence()), Math.max(one.at(), other.at()));
    }

    /** Whether what somebody missed of a channel since a cursor is all known here. */
    boolean allow(Cursor cursor, Channel channel) {
        for (Map.Entry<Origin, Floor> floor : origins.entrySet()) {
            if (cursor.at(floor.getKey()) < floor.getValue().sequence()) {
                return false;
            }
        }
        for (Origin origin : counts.keySet()) {
            Floor floor = places.get(new Place(channel, origin));
            if (floor != null && cursor.at(origin) < floor.sequence()) {
                return false;
            }
        }
        return true;
    }

    /** Forgets the floors that were last raised before a moment: cursors so old are not recovered anyway. */
    void expire(long before) {
        origins.values().removeIf(floor -> floor.at() - before < 0);
        Iterator<Map.Entry<Place, Floor>> oldest = places.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Place, Floor> next = oldest.next();
            if (next.getValue().at() - before >= 0) {
                return;
            }
            forget(next.getKey().origin());
            oldest.remove();
        }
    }

    /** Nobody who comes can be below a floor of an origin. */
    void drop(Origin origin) {
        origins.remove(origin);
        if (counts.remove(origin) != null) {
            places.keySet().removeIf(place -> place.origin().equals(origin));
        }
    }

    /** All of them, those of channels in the order in which they were raised last. */
    List<Mark> marks(long now) {
        List<Mark> marks = new ArrayList<>(size());
        origins.forEach((origin, floor) -> marks.add(new Mark(Optional.empty(), origin, floor.sequence(), (now - floor.at()) / MS)));
        places.forEach((place, floor) -> marks.add(new Mark(Optional.of(place.channel()), place.origin(), floor.sequence(), (now - floor.at()) / MS)));
        return marks;
    }

    /** Takes over one of another node. */
    void restore(Mark mark, long now) {
        long at = now - mark.agoMs() * MS;
        mark.channel().ifPresentOrElse(channel -> evicted(channel, mark.origin(), mark.sequence(), at), () -> raise(mark.origin(), mark.sequence(), at));
    }

    /** Adds to others those of these that are above what somebody has heard. */
    void newer(Map<Origin, Long> reached, Floors others) {
        origins.forEach((origin, floor) -> {
            if (floor.sequence() > reached.getOrDefault(origin, 0L)) {
                others.raise(origin, floor.sequence(), floor.at());
            }
        });
        places.forEach((place, floor) -> {
            Floor there = others.places.get(place);
            if (floor.sequence() > reached.getOrDefault(place.origin(), 0L) && (there == null || there.sequence() < floor.sequence())) {
                others.evicted(place.channel(), place.origin(), floor.sequence(), floor.at());
            }
        });
    }

    /** How many there are. */
    int size() {
        return origins.size() + places.size();
    }
}
