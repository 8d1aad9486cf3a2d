package carillon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long START = -5_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final Pace open = new OpenPace(START, 1000);

    @Test
    void publishesAtEvenTimes() {
        assertThat(due(START + 3 * MILLI)).containsExactly(START, START + MILLI, START + 2 * MILLI, START + 3 * MILLI);
        assertThat(open.idleNanos(START + 3 * MILLI)).isEqualTo(MILLI);
    }

    @Test
    void publishesNothingBeforeItsTime() {
        open.next(START);

        assertThat(open.next(START + MILLI - 1)).isEqualTo(Pace.NOTHING);
        assertThat(open.next(START + MILLI)).isEqualTo(START + MILLI);
    }

    @Test
    void countsLatencyFromTheTimeThatWasMissed() {
        open.next(START);

        assertThat(due(START + 100 * MILLI)).hasSize(100).startsWith(START + MILLI).endsWith(START + 100 * MILLI);
    }

    @Test
    void doesNotDriftOverAnHour() {
        Pace odd = new OpenPace(0, 333);
        long last = LongStream.generate(() -> odd.next(Long.MAX_VALUE)).limit(333 * 3600 + 1).reduce((earlier, later) -> later).orElseThrow();

        assertThat(last).isEqualTo(3_600_000_000_000L);
    }

    @Test
    void keepsSoManyInFlightInAClosedLoop() {
        InFlight inFlight = new InFlight();
        Pace closed = new ClosedPace(inFlight, 2);
        inFlight.sent(1, 2);
        assertThat(closed.next(7)).isEqualTo(7);
        inFlight.sent(2, 2);
        assertThat(closed.next(8)).isEqualTo(Pace.NOTHING);
        inFlight.came(2);
        assertThat(closed.next(9)).isEqualTo(Pace.NOTHING);
        inFlight.came(2);
        assertThat(closed.next(10)).isEqualTo(10);
    }

    private long[] due(long now) {
        return LongStream.generate(() -> open.next(now)).takeWhile(time -> time != Pace.NOTHING).toArray();
    }
}
