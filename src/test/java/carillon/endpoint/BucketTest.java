package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketTest {

    private final ManualTicker ticker = new ManualTicker();

    /** How many of so many may pass now. */
    private static long taken(Bucket bucket, int tries) {
        return IntStream.range(0, tries).filter(i -> bucket.take()).count();
    }

    @Test
    void letsABurstPassAndNoMore() {
        Bucket bucket = new Bucket(10, 5, ticker);
        assertThat(taken(bucket, 5)).isEqualTo(5);
        assertThat(bucket.take()).isFalse();
    }

    @Test
    void fillsUpAtItsRateAndNotBeyondItsBurst() {
        Bucket bucket = new Bucket(10, 5, ticker);
        taken(bucket, 5);
        ticker.advanceMs(99);
        assertThat(bucket.take()).isFalse();
        ticker.advanceMs(1);
        assertThat(bucket.take()).isTrue();
        assertThat(bucket.take()).isFalse();
        ticker.advanceMs(60_000);
        assertThat(taken(bucket, 100)).isEqualTo(5);
    }

    @Test
    void letsItsRatePassInTheLongRun() {
        Bucket bucket = new Bucket(1_000, 100, ticker);
        long passed = 0;
        for (int ms = 0; ms < 10_000; ms++) {
            passed += taken(bucket, 3);
            ticker.advanceMs(1);
        }
        assertThat(passed).isBetween(10_090L, 10_100L);
    }

    @Test
    void asksNothingOfWhatIsRefused() {
        Bucket bucket = new Bucket(10, 1, ticker);
        taken(bucket, 1_000);
        ticker.advanceMs(100);
        assertThat(bucket.take()).isTrue();
    }

    @Test
    void countsAmounts() {
        Bucket bucket = new Bucket(1_000, 100, ticker);
        assertThat(bucket.take(60)).isTrue();
        assertThat(bucket.take(41)).isFalse();
        assertThat(bucket.take(40)).isTrue();
        ticker.advanceMs(30);
        assertThat(bucket.take(31)).isFalse();
        assertThat(bucket.take(30)).isTrue();
    }

    @Test
    void letsPassWhatIsMoreThanItsBurstWhenNothingElseHasAndAsksForAllOfItLater() {
        Bucket bucket = new Bucket(1_000, 100, ticker);
        assertThat(bucket.take(500)).isTrue();
        ticker.advanceMs(499);
        assertThat(bucket.take(500)).isFalse();
        ticker.advanceMs(1);
        assertThat(bucket.take(500)).isTrue();
    }

    @Test
    void letsAnyNumberPassWhereNoRateIsSet() {
        assertThat(taken(new Bucket(0, 1, ticker), 100_000)).isEqualTo(100_000);
    }
}
