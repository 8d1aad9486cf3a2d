package carillon.bench.wire;

import java.nio.ByteBuffer;

/** The frames of a WebSocket client (RFC 6455, section 5): masked when written, unmasked when read, never in fragments. */
public final class Frames {

    public static final int TEXT = 1;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    /** The longest head: two bytes, eight of length, four of mask. */
    public static final int HEAD = 14;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int RESERVED = 0x70;
    private static final int SHORT = 126;
    private static final int LONG = 127;

    private Frames() {
    }

    /** Takes the frames that were read. */
    @FunctionalInterface
    public interface Sink {

        /** A whole frame; the bytes are valid during the call only. */
        void frame(int opcode, byte[] bytes, int from, int to);
    }

    /**
     * Hands on the whole frames between two positions.
     *
     * @return the position of the first byte that belongs to no whole frame yet
     * @throws IllegalStateException if a frame is one that no server of ours sends: a fragment, a masked one, one with an extension
     */
    public static int read(byte[] bytes, int from, int to, Sink sink) {
        int at = from;
        while (to - at >= 2) {
            int head = headLength(bytes[at + 1]);
            if (to - at < head) {
                break;
            }
            long length = length(bytes, at, head);
            if (to - at - head < length) {
                break;
            }
            check(bytes[at]);
            sink.frame(bytes[at] & 0x0f, bytes, at + head, at + head + (int) length);
            at += head + (int) length;
        }
        return at;
    }

    /** Writes a whole frame; there must be room for the payload and {@link #HEAD}. */
    public static void write(ByteBuffer out, int opcode, byte[] payload, int mask) {
        out.put((byte) (FINAL | opcode));
        if (payload.length < SHORT) {
            out.put((byte) (MASKED | payload.length));
        } else if (payload.length <= 0xffff) {
            out.put((byte) (MASKED | SHORT)).putShort((short) payload.length);
        } else {
            out.put((byte) (MASKED | LONG)).putLong(payload.length);
        }
        out.putInt(mask);
        for (int i = 0; i < payload.length; i++) {
            out.put((byte) (payload[i] ^ mask >> 24 - 8 * (i & 3)));
        }
    }

    private static int headLength(byte second) {
        if ((second & MASKED) != 0) {
            throw new IllegalStateException("A server must not mask its frames");
        }
        return second == SHORT ? 4 : second == LONG ? 10 : 2;
    }

    private static long length(byte[] bytes, int at, int head) {
        if (head == 2) {
            return bytes[at + 1];
        }
        long length = 0;
        for (int i = at + 2; i < at + head; i++) {
            length = length << 8 | bytes[i] & 0xff;
        }
        return length;
    }

    private static void check(byte first) {
        if ((first & FINAL) == 0 || (first & 0x0f) == 0 || (first & RESERVED) != 0) {
            throw new IllegalStateException("Neither fragments nor extensions are understood here: first byte " + Integer.toHexString(first & 0xff));
        }
    }
}
