package carillon.log;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {

    private final LineFormat text = new TextLines(false);
    private final LineFormat json = new JsonLines(false, "node-1");

    private JsonObject object(LogRecord record) {
        try (JsonReader reader = Json.createReader(new StringReader(json.line(record)))) {
            return reader.readObject();
        }
    }

    static Stream<LineFormat> formats() {
        return Stream.of(new TextLines(false), new TextLines(true), new JsonLines(false, ""), new JsonLines(true, "north"));
    }

    @Test
    void writesTimeLevelLoggerAndMessage() {
        assertThat(text.line(Records.of(Level.INFO, "carillon.relay.Heartbeat", "Ready."))).isEqualTo("2026-12-01T03:16:03.899Z INFO  carillon.relay.Heartbeat: Ready.");
        assertThat(object(Records.of(Level.SEVERE, "a", "b"))).containsAllEntriesOf(Json.createObjectBuilder().add("time", "2026-12-01T03:16:03.899Z").add("level", "ERROR")
                .add("logger", "a").add("thread", Thread.currentThread().getName()).add("node", "node-1").add("message", "b").build());
    }

    @Test
    void fillsInParameters() {
        LogRecord record = Records.of(Level.INFO, "a", "{0} of {1}");
        record.setParameters(new Object[] {1, 2});
        assertThat(text.line(record)).endsWith("a: 1 of 2");
        assertThat(object(record).getString("message")).isEqualTo("1 of 2");
    }

    @ParameterizedTest
    @MethodSource("formats")
    void makesOneLineOfAnything(LineFormat format) {
        for (String message : new String[] {"a\nb\r\nc\rd", "a\u0085b\u2028c\u2029d", "\u0000\u0007\u001b]0;title\u0007", "\u202egnp.exe", "", null}) {
            LogRecord record = Records.of(Level.INFO, "log\nger", message);
            record.setThrown(new IllegalStateException("first\nsecond", new RuntimeException("cause\r\nof it")));
            assertThat(format.line(record)).doesNotContainPattern("[\\p{Cntrl}\u0085\u2028\u2029\u202e]");
        }
    }

    @Test
    void showsAMessageOfSeveralLinesWithBars() {
        assertThat(text.line(Records.of(Level.INFO, "a", "one\n  two\n\nthree\n"))).endsWith("a: one | two | three");
        assertThat(object(Records.of(Level.INFO, "a", "one\n  two")).getString("message")).isEqualTo("one\n  two");
    }

    @Test
    void hasNoColours() {
        assertThat(text.line(Records.of(Level.INFO, "a", "\u001b[1;92mgreen\u001b[0m"))).endsWith("a: green");
        assertThat(object(Records.of(Level.INFO, "a", "\u001b[1;92mgreen\u001b[0m")).getString("message")).isEqualTo("green");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"quoted\" and \\ and /", "Grüße, 𝄞", "half \ud834 of a pair", "tab\tand \u0000"})
    void isJsonWhateverTheMessage(String message) {
        String told = object(Records.of(Level.INFO, "a", message)).getString("message");
        assertThat(told).isEqualTo(message);
    }

    @Test
    void tellsOfWhatWasThrownTheCausesAndWhereEachWasMade() {
        Throwable thrown = new IllegalStateException("outer", new java.io.IOException("inner"));
        String line = text.line(Records.thrown(thrown));
        assertThat(line).contains("It failed. [java.lang.IllegalStateException: outer | at ").contains(" | caused by java.io.IOException: inner | at ");
        assertThat(line.split("\\| at ")).hasSize(3);
        assertThat(new TextLines(true).line(Records.thrown(thrown)).split("\\| at ")).hasSizeGreaterThan(10);
        assertThat(object(Records.thrown(thrown)).getString("trace")).startsWith("java.lang.IllegalStateException: outer\nat ");
    }

    @Test
    void endsWithCausesThatGoRound() {
        Throwable first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));
        assertThat(text.line(Records.thrown(first))).contains("first").contains("second");
    }

    @Test
    void boundsMessageAndTrace() {
        LogRecord record = Records.thrown(new RuntimeException("y".repeat(100_000)));
        record.setMessage("x".repeat(100_000));
        assertThat(text.line(record).length()).isLessThan(40_000);
        assertThat(json.line(record).length()).isLessThan(40_000);
        assertThat(text.line(record)).contains("…");
    }
}
