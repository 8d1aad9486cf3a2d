package carillon.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "news", "orders.42", "a:b.c", "~", "-", "_", "A-Z_0~9", "0"})
    void takesSegmentsOfTheAllowedCharacters(String name) {
        assertThat(Channel.parse(name)).contains(new Channel(name));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", "..", "a..b", ".a", "a.", "a:", ":a", "a.:b", "a b", "a/b", "a*", "a>", "#", "a\n", "\na", "a\0b", "%41", "ä",
        "n\u0435ws", "a\u200bb", "\ud83d\ude00", "\ud800", "a?b=c", "a,b", "a;b"})
    void refusesEverythingElse(String name) {
        assertThat(Channel.parse(name)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Channel(name)).withMessage(Channel.RULE);
    }

    @Test
    void takesNamesUpToTheGreatestLength() {
        assertThat(Channel.parse("x".repeat(255))).isPresent();
        assertThat(Channel.parse("x".repeat(256))).isEmpty();
        assertThat(Channel.parse("a.".repeat(1_000_000))).isEmpty();
    }

    @Test
    void tellsUpperCaseFromLowerCase() {
        assertThat(new Channel("News")).isNotEqualTo(new Channel("news"));
    }
}
