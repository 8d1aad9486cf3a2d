package carillon.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordLimitTest {

    private static final long SECOND = 1_000_000_000L;
    private final AtomicLong clock = new AtomicLong(-5 * SECOND);
    private final RecordLimit limit = new RecordLimit(10, clock::get);

    private long admitted(String logger, int of) {
        return IntStream.range(0, of).filter(n -> limit.admits(logger)).count();
    }

    @Test
    void admitsABurstAndThenSoManyASecond() {
        assertThat(admitted("a", 1_000)).isEqualTo(100);
        clock.addAndGet(3 * SECOND);
        assertThat(admitted("a", 1_000)).isEqualTo(30);
        clock.addAndGet(SECOND / 10);
        assertThat(admitted("a", 1_000)).isEqualTo(1);
    }

    @Test
    void savesNoMoreThanABurst() {
        admitted("a", 1_000);
        clock.addAndGet(3_600 * SECOND);
        assertThat(admitted("a", 1_000)).isEqualTo(100);
    }

    @Test
    void oneLoggerTakesNothingFromAnother() {
        admitted("a", 1_000);
        assertThat(admitted("b", 1_000)).isEqualTo(100);
        assertThat(admitted(null, 1)).isEqualTo(1);
    }

    @Test
    void tellsOnceASecondHowManyWereLeftOut() {
        admitted("a", 150);
        assertThat(limit.due()).isEmpty();
        clock.addAndGet(SECOND);
        assertThat(limit.due()).containsExactly(new RecordLimit.LeftOut("a", 50));
        clock.addAndGet(SECOND);
        assertThat(limit.due()).isEmpty();
    }

    @Test
    void leavesNothingOutWithoutARate() {
        RecordLimit none = new RecordLimit(0, clock::get);
        assertThat(IntStream.range(0, 5_000)).allMatch(n -> none.admits("a"));
    }

    @Test
    void remembersABoundedNumberOfLoggers() {
        IntStream.range(0, RecordLimit.MOST_LOGGERS).forEach(n -> limit.admits("logger " + n));
        assertThat(IntStream.range(0, 5_000).filter(n -> limit.admits("more " + n)).count()).as("they share one account").isEqualTo(100);
        assertThat(admitted("logger 1", 1_000)).as("one of those that were there before").isEqualTo(99);
    }

    @Test
    void doesNotOverflowAtTheHighestRate() {
        RecordLimit highest = new RecordLimit(1_000_000, clock::get);
        clock.addAndGet(1_000_000 * SECOND);
        assertThat(IntStream.range(0, 100_000)).allMatch(n -> highest.admits("a"));
    }
}
