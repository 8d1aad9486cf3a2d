package carillon.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * A body in chunks (RFC 9112, section 7.1), unless the server has put them together: a chunk begins with a digit, and an object of JSON, which all bodies here are, does not.
 */
final class ChunkedBody implements BodyFraming {

    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,7})[ \\t]*(?:;.*)?");
    private static final int LONGEST_LINE = 1_024;
    private static final int MOST_TRAILERS = 32;

    private enum State { START, SIZE, DATA, END_OF_CHUNK, TRAILER, COMPLETE, PUT_TOGETHER }

    private final StringBuilder line = new StringBuilder();
    private State state = State.START;
    private int left;
    private int trailers;

    @Override
    public void take(byte[] octets, int count, ByteArrayOutputStream body) throws IOException {
        if (state == State.START && count > 0) {
            state = Character.digit(octets[0], 16) < 0 ? State.PUT_TOGETHER : State.SIZE;
        }
        if (state == State.PUT_TOGETHER) {
            body.write(octets, 0, count);
            return;
        }
        for (int at = 0; at < count && state != State.COMPLETE; ) {
            at += state == State.DATA ? data(octets, at, count, body) : letter(octets[at]);
        }
    }

    private int data(byte[] octets, int at, int count, ByteArrayOutputStream body) {
        int taken = Math.min(left, count - at);
        body.write(octets, at, taken);
        left -= taken;
        if (left == 0) {
            state = State.END_OF_CHUNK;
        }
        return taken;
    }

    private int letter(byte octet) throws IOException {
        if (octet == '\n') {
            end(line.toString().stripTrailing());
            line.setLength(0);
        } else if (line.length() == LONGEST_LINE) {
            throw new IOException("A line of a chunk is too long.");
        } else {
            line.append((char) (octet & 0xff));
        }
        return 1;
    }

    private void end(String text) throws IOException {
        switch (state) {
            case SIZE -> begin(text);
            case END_OF_CHUNK -> state = expect(text.isEmpty(), State.SIZE);
            default -> state = text.isEmpty() ? State.COMPLETE : expect(++trailers <= MOST_TRAILERS, State.TRAILER);
        }
    }

    private void begin(String text) throws IOException {
        expect(SIZE.matcher(text).matches(), State.SIZE);
        left = Integer.parseInt(SIZE.matcher(text).replaceFirst("$1"), 16);
        state = left == 0 ? State.TRAILER : State.DATA;
    }

    private static State expect(boolean wellFormed, State next) throws IOException {
        if (!wellFormed) {
            throw new IOException("A chunk is malformed.");
        }
        return next;
    }

    @Override
    public boolean isComplete() {
        return state == State.COMPLETE;
    }
}
