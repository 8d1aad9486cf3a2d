package carillon.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Origin A = new Origin("a");

    private final Freshness freshness = new Freshness();

    private boolean fresh(Origin origin, long number) {
        return freshness.isFresh(new Beat(origin, 0).with(new Probe(number, 0, "1", "", List.of())));
    }

    @Test
    void aHeartbeatThatIsSentAgainIsNoSignOfLife() {
        assertThat(fresh(A, 5)).isTrue();
        assertThat(fresh(A, 5)).isFalse();
        assertThat(fresh(A, 4)).isFalse();
        assertThat(fresh(new Origin("b"), 1)).isTrue();
        assertThat(fresh(A, 6)).isTrue();
    }

    @Test
    void ofAnOlderVersionNothingCanBeTold() {
        assertThat(freshness.isFresh(new Beat(A, 1))).isTrue();
        assertThat(freshness.isFresh(new Beat(A, 1))).isTrue();
    }

    @Test
    void isBoundedAndForgetsWhoWasHeardLongestAgo() {
        fresh(A, 9);
        for (int i = 0; i < 5_000; i++) {
            fresh(new Origin("ghost" + i), 1);
            fresh(A, 10 + i);
        }
        assertThat(fresh(A, 9)).isFalse();
    }
}
