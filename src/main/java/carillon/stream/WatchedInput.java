package carillon.stream;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The input of an upgraded connection, as the container reads it, with an eye on its frames. Used by one thread at a time.
 *
 * <p>The server is told of the container's listener only once the container is ready for it ({@link #listen()}). A server may call the listener while it is registered, on the same thread, if
 * bytes came right behind the handshake; Tyrus 2.1.5 (Payara 6.2025.10) then waits in the listener for the end of its own {@code init}, on the thread that has to bring it about, for ever.
 */
final class WatchedInput extends ServletInputStream {

    private static final byte[] NOTHING = {};
    private static final int HEADER_MAX = 14;

    private final ServletInputStream in;
    private final ClientFrames frames;
    /** What was looked at and not handed on yet. */
    private ByteBuffer seen = ByteBuffer.wrap(NOTHING);
    /** The beginning of a header behind that, which is looked at once the header is whole. */
    private byte[] held = NOTHING;
    /** Null until the container registers one. */
    private ReadListener listener;
    private boolean listening;

    WatchedInput(ServletInputStream in, ClientFrames frames) {
        this.in = in;
        this.frames = frames;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) <= 0 ? -1 : one[0] & 0xff;
    }

    /** Gives nothing (0) where only the beginning of a header has come. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = seen.hasRemaining() ? seen.remaining() : fill(length);
        if (count <= 0) {
            return count;
        }
        int given = Math.min(length, count);
        seen.get(bytes, offset, given);
        if (!seen.hasRemaining()) {
            seen = ByteBuffer.wrap(NOTHING); // a connection is idle for most of the time
        }
        return given;
    }

    private int fill(int length) throws IOException {
        byte[] chunk = new byte[held.length + Math.max(length, HEADER_MAX)];
        int count = in.read(chunk, held.length, chunk.length - held.length);
        if (count <= 0) {
            return count;
        }
        System.arraycopy(held, 0, chunk, 0, held.length);
        int end = held.length + count;
        int whole = end - frames.read(chunk, 0, end);
        held = whole == end ? NOTHING : Arrays.copyOfRange(chunk, whole, end);
        seen = ByteBuffer.wrap(chunk, 0, whole);
        return whole;
    }

    @Override
    public int available() throws IOException {
        return seen.remaining() + in.available();
    }

    @Override
    public boolean isFinished() {
        return !seen.hasRemaining() && in.isFinished();
    }

    @Override
    public boolean isReady() {
        return seen.hasRemaining() || in.isReady();
    }

    /** Keeps the listener until {@link #listen()} is called, or registers it if that was done. */
    @Override
    public void setReadListener(ReadListener readListener) {
        if (listener != null) {
            throw new IllegalStateException("There is a listener already.");
        }
        listener = readListener;
        if (listening) {
            in.setReadListener(listener);
        }
    }

    /** The container is ready to read: registers its listener, which may be called before this method returns. */
    void listen() {
        listening = true;
        if (listener != null) {
            in.setReadListener(listener);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
