package carillon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8Test {

    @Provide
    Arbitrary<String> utf16() {
        return Arbitraries.strings().withChars('a', '\u007f', '\u0080', '\u07ff', '\u0800', '\ud7ff', '\ud800', '\udbff', '\udc00', '\udfff', '\ue000', '\uffff').ofMaxLength(8);
    }

    @Property
    boolean callsWellFormedWhatHasUtf8(@ForAll("utf16") String text) {
        return Utf8.wellFormed(text) == encodes(text);
    }

    @Property
    void countsTheBytesThatTheEncoderMakes(@ForAll("utf16") String text) {
        if (encodes(text)) {
            assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    private static boolean encodes(String text) {
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException lone) {
            return false;
        }
    }
}
