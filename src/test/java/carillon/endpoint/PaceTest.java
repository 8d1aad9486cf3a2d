package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.endpoint.Pace.Verdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Pace pace = new Pace(10, 5, ticker);

    private long count(int asked, Verdict verdict) {
        return IntStream.range(0, asked).filter(i -> pace.next() == verdict).count();
    }

    @Test
    void refusesWhatIsTooFastAndHasEnoughAfterTenSecondsWorthOfIt() {
        assertThat(count(5, Verdict.ALLOWED)).isEqualTo(5);
        assertThat(count(100, Verdict.TOO_FAST)).isEqualTo(100);
        assertThat(pace.next()).isEqualTo(Verdict.ENOUGH);
    }

    /** Twice the rate: half of it is refused, for as long as one likes. */
    @Test
    void putsUpWithTwiceTheRate() {
        for (int ms = 0; ms < 600_000; ms += 50) {
            assertThat(pace.next()).isNotEqualTo(Verdict.ENOUGH);
            ticker.advanceMs(50);
        }
    }

    @Test
    void doesNotPutUpWithFourTimesTheRate() {
        long refused = 0;
        for (int ms = 0; ms < 8_000; ms += 25) {
            refused += count(1, Verdict.ENOUGH);
            ticker.advanceMs(25);
        }
        assertThat(refused).isPositive();
    }

    @Test
    void neverRefusesWhereNoRateIsSet() {
        Pace free = new Pace(0, 1, ticker);
        assertThat(IntStream.range(0, 100_000).filter(i -> free.next() != Verdict.ALLOWED).count()).isZero();
    }
}
