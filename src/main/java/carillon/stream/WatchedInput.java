package carillon.stream;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * The input of an upgraded connection, as the container reads it, with an eye on its frames. Used by one thread at a time.
 *
 * <p>The server is told of the container's listener only once the container is ready for it ({@link #listen()}). A server may call the listener while it is registered, on the same thread, if
 * bytes came right behind the handshake; Tyrus 2.1.5 (Payara 6.2025.10) then waits in the listener for the end of its own {@code init}, on the thread that has to bring it about, for ever.
 */
final class WatchedInput extends ServletInputStream {

    private final ServletInputStream in;
    private final ClientFrames frames;
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
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
            frames.read(bytes, offset, count);
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
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
