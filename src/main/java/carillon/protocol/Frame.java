package carillon.protocol;

import carillon.channel.Utf8;

/**
 * A text that is ready to be written to a connection, with its cost. Made once, shared by all connections that get it.
 *
 * @param text one line: it holds no line break unless the dialect is raw
 * @param bytes its length in bytes of UTF-8
 */
public record Frame(String text, int bytes) {

    /** The frame of a text. */
    public static Frame of(String text) {
        return new Frame(text, Utf8.length(text));
    }
}
