package carillon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "0", "-0", "1.0", "1E5", "1e-5", "true", "false", "null", "\"\"", "\"a\\u0000b\"", " { \"a\" : [ 1 , 2 ] } ", "\t\r\n1\n",
        "{\"a\":1,\"a\":2}", "\"\u2028\"", "{\"\ud83d\ude00\":\"\ud83d\ude00\"}", "\"\\ud83d\""})
    void recognisesJsonAndKeepsItsCharacters(String json) {
        assertThat(Payload.sniff(json)).isEqualTo(Payload.json(json));
    }

    /** Whatever were taken for JSON here would be embedded in a frame and break it. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "hello", "{", "}", "[", "]", "{]", "[1,]", "{\"a\":}", "{\"a\"}", "{a:1}", "{'a':1}", "01", "-", "+1", ".5", "1.", "1e", "1e+",
        "0x1", "NaN", "Infinity", "-Infinity", "nul", "nulll", "True", "tru", "1 2", "{} {}", "[] x", "\"a", "a\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"tab\there\"",
        "\"line\nbreak\"", "\"nul\u0000\"", "\"escape\u001b\"", "// c\n1", "/* c */ 1", "\ufeff1", "\u00a01", "1\u00a0", "1,2", "\"a\"\"b\"", "true false", "[1 2]", "{\"a\":1 \"b\":2}",
        "{\"a\":1,}", "[,1]", "{,}", "--1", "1-", "-01", "1.0.0", "\u0661"})
    void takesEverythingElseAsText(String text) {
        assertThat(Payload.sniff(text)).isEqualTo(Payload.text(text));
    }

    @Test
    void takesJsonThatTheServersParserRefusesAsText() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(Payload.sniff(deep).text()).isEqualTo(deep);
    }

    @Test
    void tellsPlainTextFromJsonOnlyWhereItWasAsked() {
        assertThat(Payload.text("{}").json()).isFalse();
    }
}
