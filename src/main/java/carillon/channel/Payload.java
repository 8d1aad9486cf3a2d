package carillon.channel;

/**
 * What a publication says: a JSON value or plain text, passed through untouched.
 *
 * @param json whether {@code text} is a JSON value (and is embedded as it is); otherwise it is plain text (and becomes a JSON string where JSON
 *     is spoken)
 * @param text the characters, as they came; well-formed UTF-16
 */
public record Payload(boolean json, String text) {

    /** The payload that a text stands for: the JSON value that it is, or else the text itself. */
    public static Payload sniff(String text) {
        return new Payload(JsonText.valid(text), text);
    }

    /** Plain text, whatever it looks like. */
    public static Payload text(String text) {
        return new Payload(false, text);
    }

    /** A JSON value, as its publisher wrote it; the caller has parsed it. */
    public static Payload json(String json) {
        return new Payload(true, json);
    }

    /** The size in bytes of UTF-8. */
    public int bytes() {
        return Utf8.length(text);
    }
}
