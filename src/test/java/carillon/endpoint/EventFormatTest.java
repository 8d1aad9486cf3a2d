package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.protocol.Frame;
import carillon.protocol.Pushes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventFormatTest {

    private static String event(Frame... frames) {
        ByteBuffer bytes = EventFormat.event(List.of(frames));
        assertThat(bytes.limit()).as("no byte too many").isEqualTo(bytes.capacity());
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    @Test
    void writesADataLineForEachFrame() {
        assertThat(event(Frame.of("{\"a\":\"ü\"}"))).isEqualTo("data: {\"a\":\"ü\"}\n\n");
        assertThat(event(Frame.of("1"), Frame.of("2"))).isEqualTo("data: 1\ndata: 2\n\n");
    }

    @Test
    void takesTheLastCursorForTheId() {
        assertThat(event(Pushes.ping(Optional.of("old")), Frame.of("1"), Pushes.ping(Optional.of("new")), Frame.of("2")))
                .startsWith("id: new\ndata: {\"type\":\"ping\",\"cursor\":\"old\"}\ndata: 1\n");
        assertThat(event(Pushes.ping(Optional.empty()), Frame.of("{\"type\":\"publication\",\"data\":{\"cursor\":\"c\"}}"))).as("a payload is none").doesNotContain("id:");
    }
}
