package carillon.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @Test
    void isNeverTheSameTwice() {
        assertThat(Stream.generate(Origin::random).limit(10_000).collect(Collectors.toSet())).hasSize(10_000);
    }

    @Test
    void isShortAndNeedsNoEscape() {
        assertThat(Origin.random().id()).matches("[A-Za-z0-9_-]{11}");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "\"", "a b", "a\n", "12345678901234567890123", "ä", "a.b"})
    void refusesWhatWouldHaveToBeEscapedOrIsTooLong(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Origin(id));
    }

    @Test
    void countsFromOne() {
        assertThat(new Stamp(new Origin("a"), 1).sequence()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Stamp(new Origin("a"), 0));
    }
}
