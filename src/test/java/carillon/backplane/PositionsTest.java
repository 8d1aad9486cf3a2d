package carillon.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Origin;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private static final Origin A = new Origin("a");
    private static final Origin B = new Origin("b");

    private final Positions positions = new Positions();

    @Test
    void tellAPublicationFromItsDuplicate() {
        assertThat(positions.advance(A, 5)).isTrue();
        assertThat(positions.advance(A, 5)).isFalse();
        assertThat(positions.advance(A, 4)).isFalse();
        assertThat(positions.advance(A, 6)).isTrue();
        assertThat(positions.of(A)).isEqualTo(6);
        assertThat(positions.duplicates()).isEqualTo(2);
        assertThat(positions.missed()).isZero();
    }

    @Test
    void keepOriginsApart() {
        positions.advance(A, 9);
        assertThat(positions.of(B)).isZero();
        assertThat(positions.advance(B, 1)).isTrue();
    }

    @Test
    void countWhatNeverCame() {
        positions.advance(A, 100);
        positions.advance(A, 104);
        assertThat(positions.missed()).as("101 to 103; what was before the first is not known").isEqualTo(3);
    }

    @Test
    void forgetTheOriginsThatWereNotHeardForLongest() {
        positions.advance(A, 9);
        positions.advance(B, 9);
        for (int i = 0; i < Positions.MAX - 1; i++) {
            positions.advance(new Origin("x" + i), 1);
            positions.advance(A, 10 + i);
        }
        assertThat(positions.of(A)).isEqualTo(Positions.MAX + 8);
        assertThat(positions.of(B)).isZero();
    }
}
