package carillon.protocol;

import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Map;

/** Text to JSON string and back, by the server's own JSON-P. */
final class JsonStrings {

    /** Looked up once: the static methods of jakarta.json.Json scan the class path at each call. */
    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of());

    private JsonStrings() {
    }

    /** The JSON string, with its quotation marks, that stands for a text. */
    static String quote(String text) {
        return PROVIDER.createValue(text).toString();
    }

    /** The text that a JSON string stands for; the caller knows that it is one. */
    static String unquote(String json) {
        return ((JsonString) READERS.createReader(new StringReader(json)).readValue()).getString();
    }
}
