package carillon.sequence;

import carillon.channel.Origin;
import carillon.channel.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far one origin has come, and what of it waits for what is missing. Used by one thread, but for what is volatile, which any may read.
 */
final class Track {

    /** Most of what seems to be missing is only late. */
    private static final long ASK_AFTER_NANOS = 100_000_000L;

    private final Origin origin;
    /** All up to here has been delivered, or declared lost. */
    private long position;
    /** All up to here has also been queued for the clients. */
    private volatile long queued;
    private final Life life;
    /** The highest sequence that is known to exist; at least the position. */
    private long known;
    /** What came too early, by sequence; all above the position. */
    private final TreeMap<Long, Publication> held = new TreeMap<>();
    /** Since when nothing has closed the hole; meaningless without one. So are the next two. */
    private long stuckSince;
    private long askAt;
    private long askedTo;

    private boolean retired;

    /** Nothing is missing up to a position. */
    Track(Origin origin, long position, long heardAt) {
        this.origin = origin;
        this.position = position;
        this.queued = position;
        this.known = position;
        this.life = new Life(heardAt);
    }

    Origin origin() {
        return origin;
    }

    long position() {
        return position;
    }

    long queued() {
        return queued;
    }

    /** What was delivered has been queued for the clients. */
    void queue() {
        queued = position;
    }

    /** When it was heard and booted. */
    Life life() {
        return life;
    }

    /** What is told of it to other nodes. */
    News news(long last, long now) {
        return new News(origin, last, life.silentMs(now), life.ageMs(now));
    }

    /** It has published up to there. */
    void knows(long last, long now) {
        if (last > known) {
            if (!hasHole()) {
                stuckSince = now;
                askAt = now + ASK_AFTER_NANOS;
                askedTo = position;
            }
            known = last;
        }
    }

    /** Whether it may have come so far by now. */
    boolean mayReach(long sequence, long now) {
        return Plausible.isReached(sequence, known, now - life.heardAt());
    }

    boolean has(long sequence) {
        return sequence <= position || held.containsKey(sequence);
    }

    /** It will publish nothing more; false if that was known. */
    boolean retire() {
        boolean first = !retired;
        retired = true;
        return first;
    }

    boolean hasHole() {
        return known > position;
    }

    /** The last sequence of the first hole; there is one. */
    long holeEnd() {
        return held.isEmpty() ? known : held.firstKey() - 1;
    }

    boolean isStuck(long now, long timeout) {
        return hasHole() && now - stuckSince >= timeout;
    }

    /** All up to there has been delivered or declared lost. */
    void advance(long to, long now) {
        position = to;
        known = Math.max(known, to);
        stuckSince = now;
        if (position >= askedTo) {
            askAt = Math.min(askAt, now); // all that was asked for has come: the rest may be asked for
        }
    }

    void hold(long sequence, Publication publication) {
        held.put(sequence, publication);
    }

    /** What waited, up to there: it is not needed any more. */
    List<Publication> dropped(long to) {
        Map<Long, Publication> below = held.headMap(to, true);
        List<Publication> dropped = new ArrayList<>(below.values());
        below.clear();
        return dropped;
    }

    /** What waited for the position to come this far; null if nothing did. */
    Publication released() {
        return held.isEmpty() || held.firstKey() != position + 1 ? null : held.pollFirstEntry().getValue();
    }

    /** What is to be asked for now: the first holes, each cut to a size. */
    List<Hole> asks(long now, long again, int most, int size) {
        if (!hasHole() || now - askAt < 0) {
            return List.of();
        }
        List<Hole> holes = new ArrayList<>();
        long from = position + 1;
        for (long next : held.keySet()) {
            add(holes, from, next - 1, most, size);
            from = next + 1;
        }
        add(holes, from, known, most, size);
        askAt = now + again;
        askedTo = holes.get(holes.size() - 1).to();
        return holes;
    }

    private void add(List<Hole> holes, long from, long to, int most, int size) {
        if (from <= to && holes.size() < most) {
            holes.add(new Hole(origin, from, Math.min(to, from + size - 1)));
        }
    }
}
