package carillon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    @ParameterizedTest
    @EnumSource
    void allowsItsDefaultAndSaysWhy(Limit limit) {
        assertThat(limit.parse(Integer.toString(limit.preset()))).isEqualTo(limit.preset());
        assertThat(limit.reason()).isNotBlank();
        assertThat(limit.key()).matches("carillon(\\.[a-z]+)+");
    }

    @ParameterizedTest
    @EnumSource
    void standsInTheManualAsItIs(Limit limit) throws IOException {
        assertThat(Files.readAllLines(Path.of("docs/operations.md"))).contains("| `" + limit.key() + "` | " + limit.preset() + " | " + limit.least() + " to " + limit.most()
                + " | " + limit.reason() + " |");
    }

    @Test
    void hasAKeyOfItsOwn() {
        assertThat(Stream.of(Limit.values()).map(Limit::key)).doesNotHaveDuplicates();
    }

    @Test
    void takesTheBoundsThemselves() {
        assertThat(Limit.ERRORS_MAX.parse("1")).isEqualTo(1);
        assertThat(Limit.ERRORS_MAX.parse("1000000")).isEqualTo(1_000_000);
        assertThat(Limit.ERRORS_MAX.parse(" 20 ")).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1000001", "-1", "", " ", "1.0", "1e3", "20k", "0x14", "99999999999999999999"})
    void refusesAnythingElseAndNamesTheKeyTheBoundsAndTheValue(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Limit.ERRORS_MAX.parse(text))
                .withMessage("carillon.errors.max must be a whole number from 1 to 1000000, not '" + text + "'.");
    }
}
