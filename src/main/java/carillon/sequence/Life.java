package carillon.sequence;

/**
 * When one origin was heard, and when it booted as far as this node can tell. Used by one thread, but for what is volatile, which any may read.
 *
 * <p>All times are those of this node's ticker, in nanoseconds, unless said otherwise.
 */
final class Life {

    private static final long MS = 1_000_000L;

    /** When the origin was last heard itself, and when it booted: never before it did. */
    private volatile long heardAt;
    private volatile long bornAt;
    /** Whether it was said that it is silent for long. */
    private boolean closed;
    /** For how long the origin had been up at the first heartbeat that the broker said again, in milliseconds, and when that was; none below 0. */
    private volatile long replayedFromMs = -1;
    private volatile long replayedAt;
    /** It was forgotten before: of its age nothing is certain. */
    private volatile boolean doubted;

    Life(long heardAt) {
        this.heardAt = heardAt;
        this.bornAt = heardAt;
    }

    long heardAt() {
        return heardAt;
    }

    long bornAt() {
        return bornAt;
    }

    /** How long it has been silent, in milliseconds. */
    long silentMs(long now) {
        return msFrom(heardAt, now);
    }

    /** How long ago it booted, in milliseconds. */
    long ageMs(long now) {
        return msFrom(bornAt, now);
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
}
