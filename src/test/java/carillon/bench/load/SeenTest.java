package carillon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.bench.load.Seen.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenTest {

    private final Seen seen = new Seen();

    @Test
    void takesWhatComesInOrder() {
        assertThat(IntStream.rangeClosed(1, 3 * Seen.WINDOW).mapToObj(seen::take)).containsOnly(Kind.NEXT);
    }

    @Test
    void seesOneThatWasOvertaken() {
        seen.take(1);

        assertThat(seen.take(3)).isEqualTo(Kind.AHEAD);
        assertThat(seen.take(2)).isEqualTo(Kind.LATE);
        assertThat(seen.take(4)).isEqualTo(Kind.NEXT);
    }

    @Test
    void seesOneThatComesTwice() {
        seen.take(1);
        seen.take(2);

        assertThat(seen.take(2)).isEqualTo(Kind.DOUBLED);
        assertThat(seen.take(1)).isEqualTo(Kind.DOUBLED);
    }

    @Test
    void seesALateOneThatComesTwice() {
        seen.take(3);
        seen.take(1);

        assertThat(seen.take(1)).isEqualTo(Kind.DOUBLED);
        assertThat(seen.take(2)).isEqualTo(Kind.LATE);
    }

    @Test
    void remembersThroughoutItsWindow() {
        IntStream.rangeClosed(1, Seen.WINDOW + 10).filter(sequence -> sequence != 100).forEach(seen::take);

        assertThat(seen.take(100)).isEqualTo(Kind.LATE);
        assertThat(seen.take(101)).isEqualTo(Kind.DOUBLED);
        assertThat(seen.take(11)).isEqualTo(Kind.DOUBLED);
    }

    @Test
    void takesNoneForSeenAfterAJumpBeyondItsWindow() {
        IntStream.rangeClosed(1, Seen.WINDOW).forEach(seen::take);

        assertThat(seen.take(3 * Seen.WINDOW)).isEqualTo(Kind.AHEAD);
        assertThat(seen.take(3 * Seen.WINDOW - 1)).isEqualTo(Kind.LATE);
        assertThat(seen.take(2 * Seen.WINDOW + 1)).isEqualTo(Kind.LATE);
    }
}
