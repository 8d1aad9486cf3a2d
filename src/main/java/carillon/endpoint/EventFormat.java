package carillon.endpoint;

import carillon.protocol.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes frames as one server-sent event (HTML Living Standard, section 9.2.5): a data line for each, and the last cursor among them as its id. Stateless. */
final class EventFormat {

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private EventFormat() {
    }

    /** The bytes of an event that holds all frames, which are one line each. */
    static ByteBuffer event(List<Frame> frames) {
        byte[] id = frames.stream().map(Frame::cursor).flatMap(Optional::stream).reduce((before, last) -> last)
                .map(cursor -> ("id: " + cursor + "\n").getBytes(StandardCharsets.US_ASCII)).orElse(new byte[0]);
        ByteBuffer bytes = ByteBuffer.allocate(id.length + frames.stream().mapToInt(frame -> DATA.length + frame.bytes() + 1).sum() + 1);
        bytes.put(id);
        for (Frame frame : frames) {
            bytes.put(DATA).put(frame.utf8()).put((byte) '\n');
        }
        return bytes.put((byte) '\n').flip();
    }
}
