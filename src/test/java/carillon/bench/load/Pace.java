package carillon.bench.load;

/**
 * When to publish.
 *
 * <p>One thread; times are those of {@link System#nanoTime}.
 */
interface Pace {

    /** What {@link #next} says when nothing is due. */
    long NOTHING = Long.MIN_VALUE;

    /**
     * The time for which the next publication was due; its latency counts from it.
     *
     * @return {@link #NOTHING} if none is due now
     */
    long next(long now);

    /** How long until one may be due, in nanoseconds, if nothing arrives before. */
    long idleNanos(long now);
}
