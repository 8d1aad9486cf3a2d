package carillon.protocol;

import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what a node wrote as a client must: frame by frame, line by line. */
public final class JsonLines {

    private static final JsonReaderFactory READERS = JsonProvider.provider().createReaderFactory(Map.of());

    private JsonLines() {
    }

    public static JsonValue value(String json) {
        return READERS.createReader(new StringReader(json)).readValue();
    }

    public static JsonObject object(String line) {
        return value(line).asJsonObject();
    }

    public static List<JsonObject> objects(Collection<String> frames) {
        return frames.stream().flatMap(frame -> Stream.of(frame.split("\n"))).map(JsonLines::object).toList();
    }
}
