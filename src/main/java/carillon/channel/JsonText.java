package carillon.channel;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;

/** Tells whether a text is JSON, as the server's own JSON-P parser sees it. */
final class JsonText {

    /** Looked up once: each look-up of the provider is a scan of the class path. */
    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());

    private JsonText() {
    }

    /** Whether the whole text is one JSON value (RFC 8259). */
    static boolean valid(String text) {
        return mayBegin(text) && parses(text);
    }

    /** Whether the first character could begin a JSON value; most plain text is told apart here, without the cost of an exception. */
    private static boolean mayBegin(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                return "{[\"-0123456789tfn".indexOf(c) >= 0;
            }
        }
        return false;
    }

    private static boolean parses(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                parser.next();
            }
            return true;
        } catch (RuntimeException notJson) {
            return false; // what it is instead is plain text: nothing is lost
        }
    }
}
