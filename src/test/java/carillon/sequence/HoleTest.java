package carillon.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import carillon.channel.Origin;
import carillon.channel.Stamp;
import org.junit.jupiter.api.Test;

class HoleTest {

    private static final Origin A = new Origin("a");

    @Test
    void hasASize() {
        assertThat(new Hole(A, 1, 1).size()).isEqualTo(1);
        assertThat(new Hole(A, 1, Stamp.MAX_SEQUENCE).size()).isEqualTo(Stamp.MAX_SEQUENCE);
        assertThatIllegalArgumentException().isThrownBy(() -> new Hole(A, 1, Stamp.MAX_SEQUENCE + 1));
    }

    @Test
    void isSomewhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hole(A, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hole(A, 2, 1));
    }

    @Test
    void newsIsPossible() {
        assertThat(new News(A, 0, 0, 0).last()).isZero();
        assertThat(new News(A, 1, 4_000_000_000_000L, 4_000_000_000_000L).ageMs()).isPositive();
        assertThatIllegalArgumentException().isThrownBy(() -> new News(A, -1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new News(A, 0, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new News(A, 0, 0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new News(A, 0, Long.MAX_VALUE, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new News(A, Stamp.MAX_SEQUENCE + 1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new News(A, 0, 0, 4_000_000_000_001L));
    }
}
