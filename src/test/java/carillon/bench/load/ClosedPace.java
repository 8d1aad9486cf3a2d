package carillon.bench.load;

/** A closed loop: the next one is due as soon as fewer than so many are under way. */
final class ClosedPace implements Pace {

    private static final long LONG = 1_000_000_000L;

    private final InFlight inFlight;
    private final int most;

    ClosedPace(InFlight inFlight, int most) {
        this.inFlight = inFlight;
        this.most = most;
    }

    @Override
    public long next(long now) {
        return inFlight.count() < most ? now : NOTHING;
    }

    @Override
    public long idleNanos(long now) {
        return LONG;
    }
}
