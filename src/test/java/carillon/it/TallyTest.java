package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static Tally of(Integer... numbers) {
        return Tally.of(Stream.of(numbers).map(n -> Tally.payload("a", n)).toList(), Map.of("a", 3));
    }

    @Test
    void findsNothingWrongWithAllInOrder() {
        assertThat(of(1, 2, 3)).isEqualTo(Tally.PERFECT);
    }

    @Test
    void countsWhatNeverCame() {
        assertThat(of(1, 3)).isEqualTo(new Tally(1, 0, 0));
        assertThat(of()).isEqualTo(new Tally(3, 0, 0));
    }

    @Test
    void countsWhatCameTwice() {
        assertThat(of(1, 2, 2, 3, 1)).isEqualTo(new Tally(0, 2, 0));
    }

    @Test
    void countsWhatCameTooLate() {
        assertThat(of(2, 1, 3)).isEqualTo(new Tally(0, 0, 1));
    }

    @Test
    void looksAtEachPublisherForItself() {
        List<String> mixed = List.of(Tally.payload("b", 1), Tally.payload("a", 1), "{ \"p\": \"b\", \"n\": 2 }", Tally.payload("a", 2));
        assertThat(Tally.of(mixed, Map.of("a", 2, "b", 2))).isEqualTo(Tally.PERFECT);
        assertThat(Tally.of(mixed, Map.of("a", 2, "b", 2, "c", 4))).isEqualTo(new Tally(4, 0, 0));
    }

    @Test
    void refusesWhatNobodyPublished() {
        assertThatThrownBy(() -> Tally.of(List.of("stray"), Map.of("a", 1))).hasMessageContaining("stray");
    }
}
