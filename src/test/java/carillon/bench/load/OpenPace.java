package carillon.bench.load;

/**
 * An open loop: so many publications a second, whatever the servers do.
 *
 * <p>A publication that is late, because the driver or the machine was busy, keeps its time: nothing is left out of the latencies.
 */
final class OpenPace implements Pace {

    private static final double SECOND = 1e9;

    private final long start;
    private final double perSecond;
    private long count;

    OpenPace(long start, double perSecond) {
        this.start = start;
        this.perSecond = perSecond;
    }

    @Override
    public long next(long now) {
        long due = due();
        if (due > now) {
            return NOTHING;
        }
        count++;
        return due;
    }

    @Override
    public long idleNanos(long now) {
        return Math.max(0, due() - now);
    }

    private long due() {
        return start + (long) (count * SECOND / perSecond);
    }
}
