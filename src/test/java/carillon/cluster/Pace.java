package carillon.cluster;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds a sender back to so many messages a second, in small bursts. Not thread-safe. */
final class Pace {

    private static final int BURSTS_PER_SECOND = 20;

    private final int perSecond;
    private final int mostAtOnce;
    private final long start = System.nanoTime();

    /**
     * Starts now.
     *
     * @param perSecond 0: as fast as it goes
     * @param mostAtOnce the longest burst
     */
    Pace(int perSecond, int mostAtOnce) {
        this.perSecond = perSecond;
        this.mostAtOnce = mostAtOnce;
    }

    /** How many messages to send before waiting again. */
    int burst() {
        return perSecond == 0 ? mostAtOnce : Math.min(mostAtOnce, Math.max(1, perSecond / BURSTS_PER_SECOND));
    }

    /** Returns when a next one may follow so many. */
    void awaitAfter(int sent) {
        while (perSecond > 0 && start + dueAfter(sent) - System.nanoTime() > 0) {
            LockSupport.parkNanos(start + dueAfter(sent) - System.nanoTime());
        }
    }

    /** Nanoseconds from the start. */
    long dueAfter(int sent) {
        return TimeUnit.SECONDS.toNanos(sent) / perSecond;
    }
}
