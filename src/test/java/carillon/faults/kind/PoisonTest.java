package carillon.faults.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoisonTest {

    @Test
    void hasFortyKinds() {
        assertThat(Poison.kinds()).hasSize(40);
    }
}
