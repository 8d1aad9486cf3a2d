package carillon.stream;

import carillon.protocol.Frame;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes WebSocket frames as a server does: unmasked, unfragmented (RFC 6455, section 5.2). Stateless. */
final class ServerFrames {

    private static final int FIN = 0x80;
    private static final int TEXT = 0x1;
    private static final int PING = 0x9;
    private static final int HEADER_MAX = 10;

    private ServerFrames() {
    }

    /** One text message that holds all frames, with line breaks between them. */
    static ByteBuffer joined(List<Frame> frames) {
        int length = frames.size() - 1 + frames.stream().mapToInt(Frame::bytes).sum();
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_MAX + length);
        header(bytes, TEXT, length);
        for (int i = 0; i < frames.size(); i++) {
            if (i > 0) {
                bytes.put((byte) '\n');
            }
            bytes.put(frames.get(i).utf8());
        }
        return bytes.flip();
    }

    /** A text message for each frame. */
    static ByteBuffer each(List<Frame> frames) {
        ByteBuffer bytes = ByteBuffer.allocate(frames.stream().mapToInt(frame -> HEADER_MAX + frame.bytes()).sum());
        for (Frame frame : frames) {
            header(bytes, TEXT, frame.bytes());
            bytes.put(frame.utf8());
        }
        return bytes.flip();
    }

    /** A ping that bears a number. */
    static ByteBuffer ping(long number) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_MAX + Long.BYTES);
        header(bytes, PING, Long.BYTES);
        return bytes.putLong(number).flip();
    }

    private static void header(ByteBuffer bytes, int opcode, int length) {
        bytes.put((byte) (FIN | opcode));
        if (length < 126) {
            bytes.put((byte) length);
        } else if (length < 65_536) {
            bytes.put((byte) 126).putShort((short) length);
        } else {
            bytes.put((byte) 127).putLong(length);
        }
    }
}
