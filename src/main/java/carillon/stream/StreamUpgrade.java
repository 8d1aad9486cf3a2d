package carillon.stream;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Stands between the server and the handler of its WebSocket container, and hands that a {@link FrameStream} to write to and a
 * {@link WatchedInput} to read from.
 *
 * <p>The container opens the session while it is told of the connection, on the same thread: that is how a session finds its stream.
 */
public final class StreamUpgrade implements HttpUpgradeHandler {

    private static final ThreadLocal<FrameStream> OPENING = new ThreadLocal<>();

    private HttpUpgradeHandler handler;
    private boolean writesFrames;
    /** Null where the container writes by its own means. */
    private volatile FrameStream stream;

    /** For the server, which makes it. */
    public StreamUpgrade() {
        // the handler is given before the server calls anything else
    }

    /** Wraps the container's handler; its output too if frames are written to the stream. */
    void around(HttpUpgradeHandler given, boolean withFrames) {
        handler = given;
        writesFrames = withFrames;
    }

    /** The stream of the session that is being opened on this thread; empty where the container upgrades by other means. */
    public static Optional<FrameStream> opening() {
        return Optional.ofNullable(OPENING.get());
    }

    @Override
    public void init(WebConnection connection) {
        try {
            ClientFrames frames = new ClientFrames(System::nanoTime);
            WatchedInput input = new WatchedInput(connection.getInputStream(), frames);
            open(connection, input, frames);
            input.listen();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Has the container open its session, which then reads nothing yet. */
    private void open(WebConnection connection, WatchedInput input, ClientFrames frames) throws IOException {
        if (!writesFrames) {
            handler.init(new Wrapped(connection, input, connection.getOutputStream()));
            return;
        }
        stream = new FrameStream(connection.getOutputStream(), frames);
        OPENING.set(stream);
        try {
            handler.init(new Wrapped(connection, input, stream));
        } finally {
            OPENING.remove();
        }
    }

    @Override
    public void destroy() {
        if (stream != null) {
            stream.end();
        }
        handler.destroy();
    }

    /** The connection as the container's handler sees it. */
    private record Wrapped(WebConnection connection, WatchedInput input, ServletOutputStream output) implements WebConnection {

        @Override
        public ServletInputStream getInputStream() {
            return input;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return output;
        }

        @Override
        public void close() throws Exception {
            if (output instanceof FrameStream frames) {
                frames.end();
            }
            connection.close();
        }
    }
}
