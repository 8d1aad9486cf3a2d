package carillon.doctor.symptoms;

import carillon.config.Ticker;
import java.util.ArrayDeque;
import java.util.Deque;

/** By how much a counter grew in the last minute. Used by one thread. */
final class Lately {

    private static final long WINDOW_NANOS = 60_000_000_000L;

    private record Look(long at, long count) {
    }

    private final Ticker ticker;
    private final Deque<Look> looks = new ArrayDeque<>();

    /** The counter begins at 0. */
    Lately(Ticker ticker) {
        this.ticker = ticker;
        looks.addLast(new Look(ticker.nanos(), 0));
    }

    /** Takes what the counter says now. To be called once a second. */
    long grown(long count) {
        long now = ticker.nanos();
        looks.addLast(new Look(now, count));
        while (now - looks.peekFirst().at() > WINDOW_NANOS) {
            looks.removeFirst();
        }
        return count - looks.peekFirst().count();
    }
}
