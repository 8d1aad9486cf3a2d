package carillon.channel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a publication says: a JSON value or plain text, passed through untouched. Immutable.
 *
 * <p>It is kept as the bytes that go over the wire, so that a node that only passes it on never makes characters of it.
 */
public final class Payload {

    private final boolean json;
    private final byte[] utf8;

    private Payload(boolean json, byte[] utf8) {
        this.json = json;
        this.utf8 = utf8;
    }

    /** The payload that a text stands for: the JSON value that it is, or else the text itself. */
    public static Payload sniff(String text) {
        return of(JsonText.valid(text), text);
    }

    /** Plain text, whatever it looks like. */
    public static Payload text(String text) {
        return of(false, text);
    }

    /** A JSON value, as its publisher wrote it; the caller has parsed it. */
    public static Payload json(String json) {
        return of(true, json);
    }

    private static Payload of(boolean json, String text) {
        return new Payload(json, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The payload that bytes stand for.
     *
     * @param utf8 well-formed UTF-8; not copied, so not to be changed afterwards
     */
    public static Payload of(boolean json, byte[] utf8) {
        return new Payload(json, utf8);
    }

    /** Whether it is a JSON value (and is embedded as it is); otherwise it is plain text (and becomes a JSON string where JSON is spoken). */
    public boolean json() {
        return json;
    }

    /** The bytes, in UTF-8; not a copy, so not to be changed. */
    public byte[] utf8() {
        return utf8;
    }

    /** The characters, as they came; made anew at each call. */
    public String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** The size in bytes of UTF-8. */
    public int bytes() {
        return utf8.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && payload.json == json && Arrays.equals(payload.utf8, utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    /** Its kind and size; never what it says, which has no place in a log. */
    @Override
    public String toString() {
        return (json ? "json[" : "text[") + utf8.length + " bytes]";
    }
}
