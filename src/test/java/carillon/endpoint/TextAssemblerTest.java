package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextAssemblerTest {

    private final TextAssembler assembler = new TextAssembler(10);

    @Test
    void givesAMessageWhenItsLastPartHasCome() {
        assertThat(assembler.add("ab", false)).isEmpty();
        assertThat(assembler.add("", false)).isEmpty();
        assertThat(assembler.add("cd", true)).contains("abcd");
        assertThat(assembler.add("e", true)).as("nothing is left of the one before").contains("e");
        assertThat(assembler.add("", true)).contains("");
        assertThat(assembler.isTooLong()).isFalse();
    }

    @Test
    void takesEachMessageUpToTheLimit() {
        assertThat(assembler.add("0123456789", true)).isPresent();
        assertThat(assembler.add("01234", false)).isEmpty();
        assertThat(assembler.add("56789", true)).contains("0123456789");
    }

    @Test
    void countsBytesAlsoOfACharacterCutInTwo() {
        assertThat(assembler.add("\ud83d", false)).isEmpty();
        assertThat(assembler.add("\ude00éa\u20ac", true)).as("4 and 2 and 1 and 3 bytes").contains("\ud83d\ude00éa\u20ac");
        assertThat(assembler.add("\ud83d\ude00\ud83d\ude00abc", true)).isEmpty();
        assertThat(assembler.isTooLong()).isTrue();
    }

    @Test
    void stopsBeforeTheMessageEndsAndForGood() {
        for (int i = 0; i < 10; i++) {
            assertThat(assembler.add("x", false)).isEmpty();
            assertThat(assembler.isTooLong()).isFalse();
        }
        assertThat(assembler.add("x", false)).isEmpty();
        assertThat(assembler.isTooLong()).isTrue();
        assertThat(assembler.add("", true)).isEmpty();
        assertThat(assembler.add("a new one", true)).isEmpty();
        assertThat(assembler.isTooLong()).isTrue();
    }
}
