package carillon.sequence;

import carillon.channel.Origin;
import carillon.channel.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one origin. Used by one thread, but for what is volatile, which any may read.
 */
final class Track {

    private static final long MS = 1_000_000L;
    /** Most of what seems to be missing is only late. */
    private static final long ASK_AFTER_NANOS = 100_000_000L;

    private final Origin origin;
    /** All up to here has been delivered, or declared lost. */
    private long position;
    /** All up to here has also been queued for the clients. */
    private volatile long queued;
    /** When the origin was last heard itself, and when it booted as far as this node can tell: never before it did. */
    private volatile long heardAt;
    private volatile long bornAt;
    /** Whether it was said that it is silent for long. */
    private boolean closed;
    /** For how long the origin had been up at the first heartbeat that the broker said again, in milliseconds, and when that was; none below 0. */
    private volatile long replayedFromMs = -1;
    private volatile long replayedAt;
    /** It was forgotten before: of its age nothing is certain. */
    private volatile boolean doubted;
    /** The highest sequence that is known to exist; at least the position. */
    private long known;
    /** What came too early, by sequence; all above the position. */
    private final TreeMap<Long, Publication> held = new TreeMap<>();
    /** Since when nothing has closed the hole; meaningless without one. So are the next two. */
    private long stuckSince;
    private long askAt;
    private long askedTo;

    /** Nothing is missing up to a position. */
    Track(Origin origin, long position, long heardAt) {
        this.origin = origin;
        this.position = position;
        this.queued = position;
        this.known = position;
        this.heardAt = heardAt;
        this.bornAt = heardAt;
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

    long heardAt() {
        return heardAt;
    }

    long bornAt() {
        return bornAt;
    }

    /** What is told of it to other nodes. */
    News news(long last, long now) {
        return new News(origin, last, msFrom(heardAt, now), msFrom(bornAt, now));
    }

    /** Whoever listens may have heard something since the time was taken. */
    private static long msFrom(long then, long now) {
        return Math.max(0, now - then) / MS;
    }

    /** It was there at a moment, and had been up since another. */
    void heard(long at, long since) {
        closed &= at - heardAt <= 0;
        heardAt = at - heardAt > 0 ? at : heardAt;
        bornAt = since - bornAt < 0 ? since : bornAt;
    }

    /** It is silent for long; false if that was said before. */
    boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** The broker says again an old heartbeat of it. */
    void replayed(long uptimeMs, long now) {
        if (replayedFromMs < 0) {
            replayedAt = now;
            replayedFromMs = uptimeMs;
        }
    }

    /** What the broker said again is not what this node remembers any more. */
    void notReplayed() {
        replayedFromMs = -1;
    }

    /** Whether all that was said after it had been up for so long was said again by the broker. */
    boolean isReplayedFrom(long uptimeMs) {
        return replayedFromMs >= 0 && uptimeMs >= replayedFromMs;
    }

    long replayedAt() {
        return replayedAt;
    }

    void doubt() {
        doubted = true;
    }

    boolean isDoubted() {
        return doubted;
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

    boolean has(long sequence) {
        return sequence <= position || held.containsKey(sequence);
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
