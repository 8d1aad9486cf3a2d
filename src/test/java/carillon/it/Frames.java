package carillon.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of RFC 6455, section 5.2, good and bad ones, as a client sends them. */
final class Frames {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final byte[] MASK = {1, 2, 3, 4};
    private static final int FIN = 0x80;

    private Frames() {
    }

    /** A whole text message. */
    static byte[] text(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of bytes that may be no text. */
    static byte[] text(byte[] bytes) {
        return frame(FIN | TEXT, bytes);
    }

    /** A frame that is the last, or the only one, of its message. */
    static byte[] last(int opcode, byte[] payload) {
        return frame(FIN | opcode, payload);
    }

    /** A frame that is not the last one of its message. */
    static byte[] fragment(int opcode, byte[] payload) {
        return frame(opcode, payload);
    }

    /** A frame with a first byte of any kind. */
    static byte[] frame(int firstByte, byte[] payload) {
        return join(header(firstByte, payload.length), masked(payload));
    }

    /** The same without a mask, which a client must not send. */
    static byte[] unmasked(int firstByte, byte[] payload) {
        return join(new byte[] {(byte) firstByte, (byte) payload.length}, payload);
    }

    /** What comes before the payload, which may claim any length. */
    static byte[] header(int firstByte, long length) {
        ByteBuffer header = ByteBuffer.allocate(14).put((byte) firstByte);
        if (length >= 0 && length < 126) {
            header.put((byte) (0x80 | length));
        } else if (length >= 0 && length < 65_536) {
            header.put((byte) (0x80 | 126)).putShort((short) length);
        } else {
            header.put((byte) (0x80 | 127)).putLong(length);
        }
        header.put(MASK).flip();
        byte[] bytes = new byte[header.remaining()];
        header.get(bytes);
        return bytes;
    }

    private static byte[] masked(byte[] payload) {
        byte[] bytes = payload.clone();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= MASK[i % 4];
        }
        return bytes;
    }

    /** Bytes one after another. */
    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** The same bytes many times. */
    static byte[] repeat(byte[] part, int times) {
        byte[] all = new byte[part.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, all, i * part.length, part.length);
        }
        return all;
    }
}
