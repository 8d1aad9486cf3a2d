package carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Origin;
import carillon.channel.Overflow;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever JSON a client publishes, a subscriber gets the same. */
class PassThroughTest {

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void anyPayloadSurvivesTheWayThroughANode(@ForAll("json") String json, @ForAll("space") String space) throws BadCommandException {
        Command.Publish publish = (Command.Publish) CommandDecoder.decode("{\"id\":1,\"type\":\"publish\",\"data\":" + space + json + space + ",\"channel\":\"c\"}");
        if (!json.startsWith("\"")) {
            assertThat(publish.payload().text()).isEqualTo(json);
        }
        String line = Dialect.V1.encode(new Publication(publish.channel(), new Stamp(new Origin("o"), 1), publish.payload()), Overflow.CLOSE).text();
        assertThat(line).doesNotContain("\n", "\r");
        JsonObject push = JsonLines.object(line);
        assertThat(push.get("data")).isEqualTo(JsonLines.value(json));
    }

    @Property(tries = 5_000)
    void nothingButABadCommandComesOfRandomText(@ForAll String text) {
        decodes(text);
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void nothingButABadCommandComesOfAMutatedCommand(@ForAll("json") String json, @ForAll("at") int from, @ForAll("at") int length, @ForAll("splinter") String splinter) {
        String line = "{\"id\":12,\"type\":\"publish\",\"channel\":\"news\",\"data\":" + json + "}";
        int start = Math.min(from, line.length());
        decodes(line.substring(0, start) + splinter + line.substring(Math.min(start + length, line.length())));
    }

    private static void decodes(String line) {
        try {
            assertThat(CommandDecoder.decode(line).id()).isBetween(1L, (1L << 53) - 1);
        } catch (BadCommandException malformed) {
            assertThat(malformed.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<Integer> at() {
        return Arbitraries.integers().between(0, 90);
    }

    @Provide
    Arbitrary<String> splinter() {
        return Arbitraries.of("", "\"", "\\", "\\u", "\\ud800", "{", "}", "[", "]", ":", ",", "\u0000", "\ud83d", "1e", "-", "null", "\"id\":3,", "\"data\":", "\n");
    }

    @Provide
    Arbitrary<String> space() {
        return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(3);
    }

    @Provide
    Arbitrary<String> json() {
        return json(4);
    }

    private Arbitrary<String> json(int depth) {
        Arbitrary<String> scalar = Arbitraries.oneOf(number(), string(), Arbitraries.of("true", "false", "null"));
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<List<String>> values = json(depth - 1).list().ofMaxSize(4);
        Arbitrary<String> array = Combinators.combine(values, space()).as((list, space) -> "[" + space + String.join(space + "," + space, list) + space + "]");
        Arbitrary<String> object = Combinators.combine(values, string(), space()).as(PassThroughTest::object);
        return Arbitraries.frequencyOf(Tuple.of(3, scalar), Tuple.of(1, array), Tuple.of(1, object));
    }

    /** Keys must differ: each has its number in it. */
    private static String object(List<String> values, String key, String space) {
        return IntStream.range(0, values.size()).mapToObj(i -> key.substring(0, key.length() - 1) + i + "\"" + space + ":" + space + values.get(i))
                .collect(Collectors.joining(space + "," + space, "{", space + "}"));
    }

    private Arbitrary<String> number() {
        return Combinators.combine(Arbitraries.of("", "-"), Arbitraries.of("0", "7", "10", "12345678901234567890"), Arbitraries.of("", ".0", ".50", ".000001"),
                Arbitraries.of("", "e5", "E+05", "e-0")).as((sign, whole, fraction, exponent) -> sign + whole + fraction + exponent);
    }

    private Arbitrary<String> string() {
        return Arbitraries.of("a", " ", "é", "\u2028", "\ufeff", "\ud83d\ude00", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u0000", "\\ud83d\\ude00", "{", ":", "]", "\u007f", "</script>")
                .list().ofMaxSize(6).map(parts -> "\"" + String.join("", parts) + "\"");
    }
}
