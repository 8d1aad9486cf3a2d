package carillon.protocol;

import carillon.channel.Payload;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
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

    /** The JSON string, in UTF-8 and with its quotation marks, that stands for the text of a payload. */
    static byte[] quote(Payload text) {
        byte[] utf8 = text.utf8();
        if (needsEscapes(utf8)) {
            return quote(text.text()).getBytes(StandardCharsets.UTF_8);
        }
        byte[] quoted = new byte[utf8.length + 2];
        System.arraycopy(utf8, 0, quoted, 1, utf8.length);
        quoted[0] = '"';
        quoted[quoted.length - 1] = '"';
        return quoted;
    }

    /** RFC 8259, section 7: quotation marks, backslashes and control characters; the bytes of longer characters are all negative. */
    private static boolean needsEscapes(byte[] utf8) {
        for (byte b : utf8) {
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                return true;
            }
        }
        return false;
    }

    /** The text that a JSON string stands for; the caller knows that it is one. */
    static String unquote(String json) {
        if (json.indexOf('\\') < 0) {
            return json.substring(1, json.length() - 1);
        }
        return ((JsonString) READERS.createReader(new StringReader(json)).readValue()).getString();
    }
}
