package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.protocol.CloseCode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextAssemblerTest {

    private final ManualTicker ticker = new ManualTicker();
    private final TextAssembler assembler = new TextAssembler(Settings.of(Map.of("carillon.message.max.bytes", "1024", "carillon.fragments.max", "12")), ticker);

    @Test
    void givesAMessageWhenItsLastPartHasCome() {
        assertThat(assembler.add("ab", false)).isEmpty();
        assertThat(assembler.add("", false)).isEmpty();
        assertThat(assembler.add("cd", true)).contains("abcd");
        assertThat(assembler.add("e", true)).as("nothing is left of the one before").contains("e");
        assertThat(assembler.add("", true)).contains("");
        assertThat(assembler.fault()).isEmpty();
    }

    @Test
    void takesEachMessageUpToTheLimit() {
        assertThat(assembler.add("x".repeat(1_024), true)).isPresent();
        assertThat(assembler.add("x".repeat(1_000), false)).isEmpty();
        assertThat(assembler.add("y".repeat(24), true)).contains("x".repeat(1_000) + "y".repeat(24));
    }

    @Test
    void countsBytesAlsoOfACharacterCutInTwo() {
        assertThat(assembler.add("x".repeat(1_014) + "\ud83d", false)).isEmpty();
        assertThat(assembler.add("\ude00éa\u20ac", true)).as("4 and 2 and 1 and 3 bytes").isPresent();
        assertThat(assembler.add("x".repeat(1_014) + "\ud83d\ude00\ud83d\ude00abc", true)).isEmpty();
        assertThat(assembler.fault()).contains(CloseCode.TOO_BIG);
    }

    @Test
    void stopsBeforeTheMessageEndsAndForGood() {
        for (int i = 0; i < 8; i++) {
            assertThat(assembler.add("x".repeat(128), false)).isEmpty();
            assertThat(assembler.fault()).isEmpty();
        }
        assertThat(assembler.add("x", false)).isEmpty();
        assertThat(assembler.fault()).contains(CloseCode.TOO_BIG);
        assertThat(assembler.add("", true)).isEmpty();
        assertThat(assembler.add("a new one", true)).isEmpty();
        assertThat(assembler.fault()).contains(CloseCode.TOO_BIG);
        assertThat(assembler.isBegun()).as("it is not waited for").isFalse();
    }

    @Test
    void takesAsManyFragmentsAsAreAllowedOfEachMessage() {
        for (int message = 0; message < 3; message++) {
            for (int i = 0; i < 11; i++) {
                assertThat(assembler.add("x", false)).isEmpty();
            }
            assertThat(assembler.add("x", true)).contains("x".repeat(12));
        }
    }

    @Test
    void countsEmptyFragmentsToo() {
        for (int i = 0; i < 12; i++) {
            assembler.add("", false);
            assertThat(assembler.fault()).isEmpty();
        }
        assertThat(assembler.add("", true)).isEmpty();
        assertThat(assembler.fault()).contains(CloseCode.FRAGMENTS);
    }

    @Test
    void knowsHowLongAMessageHasBeenUnfinished() {
        assertThat(assembler.ageNanos()).isZero();
        assembler.add("x", false);
        ticker.advanceMs(3_000);
        assembler.add("y", false);
        assertThat(assembler.ageNanos()).as("from its first fragment").isEqualTo(3_000_000_000L);
        assembler.add("z", true);
        assertThat(assembler.isBegun()).isFalse();
        assertThat(assembler.ageNanos()).isZero();
        assembler.add("whole", true);
        assertThat(assembler.isBegun()).isFalse();
    }
}
