package carillon.doctor;

import carillon.backplane.Probe;
import carillon.backplane.Receipt;
import carillon.channel.Origin;
import java.util.Optional;

/** What this node has heard of the probes of one node. Guarded by the {@link Roll}. */
final class Attendance {

    /** What became of a probe that came. */
    enum Arrival { NEXT, LATE, AGAIN, FORGOTTEN }

    private static final int SKEWS = 3;

    private final Origin origin;
    private long last;
    private long mask;
    private long heardAt;
    /** What the node said last; null as long as it said nothing, as older versions do. */
    private Probe said;
    /** Which of the probes of this node it has heard. */
    private Optional<Receipt> heardHere = Optional.empty();
    /** How long the last probe was on its way, if both clocks go alike. */
    private long delayMs;
    /** By how much its clock was ahead at the last probes; used in turn. */
    private final long[] skews = new long[SKEWS];
    private int skewsSeen;

    Attendance(Origin origin) {
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    /** A beat came that has no probe. */
    void heard(long now) {
        heardAt = now;
    }

    /** A probe came. */
    Arrival heard(Probe probe, Origin self, long now, long clockMs) {
        heardAt = now;
        Arrival arrival = arrived(probe.number());
        if (arrival == Arrival.NEXT) {
            said = probe;
            delayMs = clockMs - probe.clockMs();
            heardHere = probe.receipts().stream().filter(receipt -> receipt.origin().equals(self)).findFirst();
        }
        return arrival;
    }

    private Arrival arrived(long number) {
        long ahead = number - last;
        if (ahead > 0) {
            mask = ahead < Receipt.REACH ? mask << ahead | 1 : 1;
            last = number;
            return Arrival.NEXT;
        }
        if (-ahead >= Receipt.REACH) {
            return Arrival.FORGOTTEN;
        }
        long bit = 1L << -ahead;
        boolean again = (mask & bit) != 0;
        mask |= bit;
        return again ? Arrival.AGAIN : Arrival.LATE;
    }

    /** Compares its clock with that of this node, whose own probe was on its way for so long. */
    void compare(long ownDelayMs) {
        skews[skewsSeen++ % SKEWS] = ownDelayMs - delayMs;
    }

    /** By how much its clock is ahead, in milliseconds, below 0 if it is behind; of the last few the one that is nearest to 0, which counts no delay as skew. */
    long aheadMs() {
        long least = skewsSeen < SKEWS ? 0 : skews[0];
        for (long skew : skews) {
            least = Math.abs(skew) < Math.abs(least) ? skew : least;
        }
        return least;
    }

    long delayMs() {
        return delayMs;
    }

    long heardAt() {
        return heardAt;
    }

    /** Which of its probes were heard; empty if none was. */
    Optional<Receipt> receipt() {
        return last == 0 ? Optional.empty() : Optional.of(new Receipt(origin, last, mask));
    }

    Optional<Receipt> heardHere() {
        return heardHere;
    }

    Optional<Probe> said() {
        return Optional.ofNullable(said);
    }
}
