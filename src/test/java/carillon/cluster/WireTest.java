package carillon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Overflow;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.protocol.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the listener reads what the nodes write. */
class WireTest {

    private static String written(Dialect dialect, String line) {
        return dialect.encode(new Publication(Channel.parse("news").orElseThrow(), new ForeignId("ID:1"), Payload.sniff(line)), Overflow.CLOSE).text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "", "42", "1.50", "\"quoted\"", "{\"a\": 1}", "[1, 2]", "null", "{broken", "Звон", "a\ttab", "back\\slash", "say \"hi\"", "\ud83d\udd14"})
    void aLineThatWasSentIsTheLineThatIsExpected(String line) {
        assertThat(Wire.V1.texts(written(Dialect.V1, line))).containsExactly(Wire.V1.arrivalOf(line));
        assertThat(Wire.RAW.texts(written(Dialect.RAW, line))).containsExactly(Wire.RAW.arrivalOf(line));
    }

    @Test
    void aNumberAndTheSameDigitsAsTextAreDifferentInVersion1() {
        assertThat(Wire.V1.arrivalOf("42")).isNotEqualTo(Wire.V1.arrivalOf("\"42\""));
    }

    @Test
    void manyPublicationsAreReadFromOneMessage() {
        String message = written(Dialect.V1, "one") + "\n{\"type\":\"ping\"}\n\n" + written(Dialect.V1, "two");
        assertThat(Wire.V1.texts(message)).extracting(Wire.V1::shown).containsExactly("one", "two");
    }

    @Test
    void aRefusedChannelIsSaid() {
        assertThat(Wire.refusal("{\"id\":1,\"type\":\"connected\",\"channels\":[{\"channel\":\"news\"}]}\n{\"type\":\"ping\"}")).isEmpty();
        assertThat(Wire.refusal("{\"id\":1,\"type\":\"connected\",\"channels\":[{\"channel\":\"..\",\"error\":{\"code\":\"bad_request\",\"message\":\"No channel.\"}}]}"))
                .hasValue("No channel.");
        assertThat(Wire.refusal("{\"id\":1,\"type\":\"error\",\"code\":\"bad_request\",\"message\":\"No.\"}")).hasValue("No.");
    }

    @Test
    void aLineThatComesToManyClientsIsReadOnce() {
        List<String> read = new ArrayList<>();
        Memo memo = new Memo(2, line -> {
            read.add(line);
            return line.toUpperCase(Locale.ROOT);
        });
        assertThat(List.of(memo.of("a"), memo.of("a"), memo.of("b"), memo.of("b"), memo.of("c"), memo.of("a"))).containsExactly("A", "A", "B", "B", "C", "A");
        assertThat(read).as("starts anew with the third").containsExactly("a", "b", "c", "a");
    }
}
