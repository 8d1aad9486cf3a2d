package carillon.protocol;

import carillon.channel.Channel;
import carillon.channel.Overflow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A text that is ready to be written to a connection. Made once, shared by all connections that get it. Immutable.
 *
 * <p>One line: it holds no line break unless the dialect is raw.
 */
public final class Frame {

    private final byte[] utf8;
    private final Channel channel;
    private final Overflow overflow;
    /** Null if it has none. */
    private final String cursor;
    /** When this node accepted it, by its ticker; 0 if that is not told of this frame. */
    private final long acceptedAt;
    /** Made when it is first asked for; two threads that both make it make the same. */
    private String text;

    private Frame(byte[] utf8, Channel channel, Overflow overflow, String cursor, long acceptedAt) {
        this.utf8 = utf8;
        this.channel = channel;
        this.overflow = overflow;
        this.cursor = cursor;
        this.acceptedAt = acceptedAt;
    }

    /** The frame of a text that must not be dropped: a reply, or a push that is no publication. */
    public static Frame of(String text) {
        return of(text, Optional.empty());
    }

    /** The same of a text that gives the client a cursor. */
    static Frame of(String text, Optional<String> cursor) {
        return new Frame(text.getBytes(StandardCharsets.UTF_8), null, Overflow.CLOSE, cursor.orElse(null), 0);
    }

    /**
     * The frame of a publication.
     *
     * @param utf8 well-formed UTF-8; not copied, so not to be changed afterwards
     * @param channel its channel
     * @param overflow what becomes of it where it waits too long
     */
    public static Frame of(byte[] utf8, Channel channel, Overflow overflow) {
        return new Frame(utf8, channel, overflow, null, 0);
    }

    /** The same, of a publication of which it is to be seen how long it takes. */
    public Frame timed(long at) {
        return new Frame(utf8, channel, overflow, cursor, at);
    }

    /** When this node accepted the publication, by its ticker, in nanoseconds; 0 if it is not one that is timed. */
    public long acceptedAt() {
        return acceptedAt;
    }

    /** The bytes, in UTF-8; not a copy, so not to be changed. */
    public byte[] utf8() {
        return utf8;
    }

    /** Its length in bytes of UTF-8. */
    public int bytes() {
        return utf8.length;
    }

    /** The channel of the publication; null if it is none. */
    public Channel channel() {
        return channel;
    }

    /** What becomes of it where it waits too long. */
    public Overflow overflow() {
        return overflow;
    }

    /** The cursor that it gives the client; empty if it gives none. */
    public Optional<String> cursor() {
        return Optional.ofNullable(cursor);
    }

    /** The characters. */
    public String text() {
        String made = text;
        if (made == null) {
            made = new String(utf8, StandardCharsets.UTF_8);
            text = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return text();
    }
}
