package carillon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a sender is held back. */
class PaceTest {

    @Test
    void sendsInBurstsThatAreShortBesideASecond() {
        assertThat(new Pace(1_000, 500).burst()).isEqualTo(50);
        assertThat(new Pace(3, 500).burst()).isEqualTo(1);
        assertThat(new Pace(1_000_000, 500).burst()).isEqualTo(500);
        assertThat(new Pace(0, 500).burst()).as("unlimited").isEqualTo(500);
    }

    @Test
    void isDueWhenSoManyMayHaveBeenSent() {
        assertThat(new Pace(1_000, 500).dueAfter(30_000)).isEqualTo(TimeUnit.SECONDS.toNanos(30));
        assertThat(new Pace(1, 500).dueAfter(Integer.MAX_VALUE)).isPositive();
    }

    @Test
    void waitsForIt() {
        long start = System.nanoTime();
        new Pace(1_000, 500).awaitAfter(50);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    }
}
