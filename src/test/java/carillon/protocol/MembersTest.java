package carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {

    private static String raw(String value) throws BadCommandException {
        return Members.of("{\"id\":1,\"data\" :" + value + ",\"z\":0}").get("data").raw();
    }

    private static void refuses(String line, String message) {
        assertThatExceptionOfType(BadCommandException.class).as(line).isThrownBy(() -> Members.of(line)).withMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.50", "1E5", "1e+05", "-0", "-0.0E-0", "123456789012345678901234567890.5", "true", "false", "null", "\"\"", "\"\\u0041\\/\"",
        "{}", "[]", "{ \"b\" : 1 , \"a\" : [ 1 , {\"\":null} ] }", "[1.0,1E5,\"\\u00e9\\n\"]", "{\"\u00e9\ud83d\ude00\":\"\ud83d\ude00\"}", "{\"a:b\":\":\",\"\\\"\":\"}\"}",
        "\"a\u2028b\"", "[[],[[]],{}]", "\"]}\\\\\""})
    void slicesEachValueAsItWasWritten(String value) throws Exception {
        assertThat(raw(value)).isEqualTo(value);
        assertThat(raw(" \t" + value + "\r\n ")).isEqualTo(value);
    }

    /** The parser reads its input in pieces, and counts what it has read by piece. */
    @Test
    void slicesWhereverAPieceOfTheInputEnds() throws Exception {
        for (int padding = 0; padding < 9_000; padding += padding % 1_000 < 980 ? 49 : 1) {
            String line = "{\"pad\":\"" + "é".repeat(padding) + "\",\"a:\\u003a\\\"\" : 12.50 ,\"b\":\"x\\ny\",\"c\":[true],\"d\":false}";
            Members members = Members.of(line);
            assertThat(members.get("a::\"").raw()).as("padding %d", padding).isEqualTo("12.50");
            assertThat(members.get("b").raw()).isEqualTo("\"x\\ny\"");
            assertThat(members.get("c").raw()).isEqualTo("[true]");
            assertThat(members.get("d").raw()).isEqualTo("false");
        }
    }

    @Test
    void takesValuesOfAnyLength() throws Exception {
        for (String value : new String[] {"1".repeat(1_000_000), "0." + "1".repeat(1_000_000), "1e" + "9".repeat(100_000), "\"" + "x".repeat(1_000_000) + "\"",
            "\"" + "\\u0041".repeat(100_000) + "\"", "[" + "0,".repeat(200_000) + "0]"}) {
            assertThat(raw(value)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":1}", "{\"x\":{\"a\":1,\"b\":2,\"a\":3}}", "{\"x\":[{\"a\":1},{\"a\":1,\"a\":1}]}", "{\"\":1,\"\":2}"})
    void refusesAKeyThatStandsTwice(String line) {
        refuses(line, "A key stands twice");
    }

    @Test
    void takesAKeyTwiceInDifferentObjects() throws Exception {
        assertThat(Members.of("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":1}]}").get("b")).isNotNull();
    }

    @Test
    void takesSixteenLevelsAndRefusesSeventeen() throws Exception {
        assertThat(Members.of("{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}").get("a")).isNotNull();
        refuses("{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}", "More than 16 levels");
        refuses("{\"a\":".repeat(17) + "1" + "}".repeat(17), "More than 16 levels");
        refuses("{\"a\":".repeat(100_000), "More than 16 levels");
        refuses("{\"a\":" + "[".repeat(1_000_000), "More than 16 levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\ud83d\"}", "{\"a\":\"\ude00\"}", "{\"a\":\"\\ud83d\"}", "{\"a\":\"\\ude00\\ud83d\"}", "{\"a\":[{\"b\":\"x\\uDEADy\"}]}", "{\"\ud83d\":1}",
        "{\"\\ud83d\":1}", "{\"a\":{\"\\udc00\":1}}", "{\"a\":\"\\ud83dx\\ude00\"}"})
    void refusesALoneSurrogate(String line) {
        refuses(line, "A lone surrogate");
    }

    @Test
    void takesAPairHoweverItIsWritten() throws Exception {
        for (String pair : new String[] {"\"\ud83d\ude00\"", "\"\\ud83d\\ude00\"", "\"\ud83d" + "\\ude00\"", "\"\\ud83d\ude00\""}) {
            assertThat(raw(pair)).isEqualTo(pair);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"id\":1}]", "1", "\"ping\"", "null", "true", "-1.5"})
    void refusesWhatIsNoObject(String line) {
        refuses(line, "A command is a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "}", "{}}", "{} {}", "{}x", "{},{}", "{\"a\":1}{\"a\":1}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}", "{\"a\":01}",
        "{\"a\":.5}", "{\"a\":1.}", "{\"a\":+1}", "{\"a\":NaN}", "{\"a\":\"tab\there\"}", "{\"a\":\"\u0000\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\" 1}", "{\"a\":1 \"b\":2}",
        "{\"a\":[1,]}", "{\"a\":[}]", "\ufeff{}", "{\"a\":tru}", "{\"a\":nulls}", "hello", "GET / HTTP/1.1", "{\"a\":1}//", "{1:1}", "{null:1}"})
    void refusesWhatIsNotJson(String line) {
        refuses(line, "");
    }

    @Test
    void knowsTheIdOfALineThatBreaksOffBehindIt() {
        assertThatExceptionOfType(BadCommandException.class).isThrownBy(() -> Members.of("{\"id\":7,\"type\":\"publish\",\"data\":[1,"))
                .satisfies(bad -> assertThat(bad.id()).hasValue(7));
    }
}
