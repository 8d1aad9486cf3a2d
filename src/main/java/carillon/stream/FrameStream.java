package carillon.stream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The output of an upgraded connection, to which the container and {@link StreamTransport} write whole WebSocket frames, one after the other.
 *
 * <p>Never blocks: what the server does not take waits. Of ours that is one write, since an outbox has one in flight; of the container's (pongs,
 * the close frame) it is bounded, so that a client that pings and does not read ends itself. Safe for use by any thread.
 */
public final class FrameStream extends ServletOutputStream implements WriteListener {

    private static final Logger LOG = Logger.getLogger(FrameStream.class.getName());
    /** Some five hundred pongs of the greatest length. */
    private static final int CONTAINER_MAX_BYTES = 65_536;
    private static final Consumer<Throwable> NOBODY = failure -> { };

    private final ServletOutputStream out;
    private final ClientFrames frames;
    /** Guarded by this; so are all fields below. */
    private final Queue<Piece> waiting = new ArrayDeque<>(2);
    private int containerBytes;
    private boolean listening;
    private Throwable broken;

    /** Bytes that the server has not taken yet, and who is told when it has. */
    private record Piece(byte[] bytes, int length, boolean containers, Consumer<Throwable> done) {
    }

    FrameStream(ServletOutputStream out, ClientFrames frames) {
        this.out = out;
        this.frames = frames;
    }

    /** How long a frame of the client has begun and not ended, in nanoseconds; 0 if none is open. */
    long unfinishedNanos() {
        return frames.openNanos();
    }

    /**
     * Writes whole frames.
     *
     * @param bytes not to be changed before {@code done}
     * @param done called once, on any thread, perhaps before this method returns; with null when the server has taken them, else with what went wrong
     */
    void write(byte[] bytes, int length, Consumer<Throwable> done) {
        Throwable failure = null;
        synchronized (this) {
            if (broken == null && !ready()) {
                waiting.add(new Piece(bytes, length, false, done));
                return;
            }
            failure = take(bytes, 0, length);
        }
        done.accept(failure);
    }

    /**
     * Takes no more. Has to be called before the server lets go of the connection: Payara 6.2025.10 uses its output again for another client.
     */
    void end() {
        synchronized (this) {
            broken = broken != null ? broken : new IOException("The connection has ended.");
        }
        onWritePossible(); // tells all who wait
    }

    /** Whether the server takes bytes now; where not, it calls {@link #onWritePossible()} later. */
    private boolean ready() {
        try {
            return waiting.isEmpty() && asked();
        } catch (RuntimeException gone) {
            broken = gone; // NullPointerException on Payara 6.2025.10
            return true;
        }
    }

    private boolean asked() {
        if (out.isReady()) {
            return true;
        }
        if (!listening) {
            listening = true;
            out.setWriteListener(this);
            return out.isReady(); // asked again: Payara 6.2025.10 calls back only for a question that came after the listener
        }
        return false;
    }

    private Throwable take(byte[] bytes, int offset, int length) {
        if (broken != null) {
            return broken;
        }
        try {
            out.write(bytes, offset, length);
            out.flush();
            return null;
        } catch (IOException | RuntimeException gone) {
            broken = gone; // RuntimeException too: Payara 6.2025.10 throws NullPointerException once the peer is gone
            return gone;
        }
    }

    @Override
    public void onWritePossible() {
        for (Piece piece = next(); piece != null; piece = next()) {
            Throwable failure;
            synchronized (this) {
                failure = take(piece.bytes(), 0, piece.length());
            }
            piece.done().accept(failure);
        }
    }

    /** The next that waits, if the server takes it now. */
    private synchronized Piece next() {
        boolean may = !waiting.isEmpty() && (broken != null || isReadyNow());
        Piece piece = may ? waiting.poll() : null;
        if (piece != null && piece.containers()) {
            containerBytes -= piece.length();
        }
        return piece;
    }

    private boolean isReadyNow() {
        try {
            return out.isReady();
        } catch (RuntimeException gone) {
            broken = gone;
            return true;
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.FINE, "A connection failed while bytes waited for it.", failure);
        synchronized (this) {
            broken = failure;
        }
        onWritePossible(); // tells all who wait
    }

    /** The container's own frames, whole; Tyrus 2.1.5 writes each with one call. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        synchronized (this) {
            if (broken == null && !ready()) {
                queue(Arrays.copyOfRange(bytes, offset, offset + length));
                return;
            }
            Throwable failure = take(bytes, offset, length);
            if (failure != null) {
                throw new IOException("The client is gone.", failure);
            }
        }
    }

    private void queue(byte[] frame) throws IOException {
        containerBytes += frame.length;
        if (containerBytes > CONTAINER_MAX_BYTES) {
            broken = new IOException("The client does not read what it asks for.");
            throw (IOException) broken;
        }
        waiting.add(new Piece(frame, frame.length, true, NOBODY));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Each frame is flushed when it is written. */
    @Override
    public void flush() {
        // nothing is left to do
    }

    /** What the container writes is always taken: it waits here. */
    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        throw new IllegalStateException("It is always ready.");
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
