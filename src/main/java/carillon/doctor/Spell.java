package carillon.doctor;

import java.util.ArrayDeque;
import java.util.Deque;

/** In how many of the last seconds something happened, so that what happens again and again is told from one burst. Not safe for use by several threads. */
final class Spell {

    private static final long SECOND = 1_000_000_000L;
    private static final long KEPT_NANOS = 10 * SECOND;

    /** When each second began in which it happened. */
    private final Deque<Long> seconds = new ArrayDeque<>();

    /** It happened. */
    void note(long now) {
        if (seconds.isEmpty() || now - seconds.peekLast() >= SECOND) {
            seconds.addLast(now);
        }
        forget(now);
    }

    /** In how many of the last ten seconds it happened. */
    int seconds(long now) {
        forget(now);
        return seconds.size();
    }

    private void forget(long now) {
        while (!seconds.isEmpty() && now - seconds.peekFirst() > KEPT_NANOS) {
            seconds.removeFirst();
        }
    }
}
