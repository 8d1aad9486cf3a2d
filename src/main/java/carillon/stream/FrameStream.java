package carillon.stream;

import carillon.hub.outbox.Held;
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
    /** What is given to a server at a time: it copies what the client does not take. */
    public static final int SLICE_BYTES = 16_384;

    private final ServletOutputStream out;
    private final ClientFrames frames;
    /** Guarded by this; so are all fields below. */
    private final Queue<Piece> waiting = new ArrayDeque<>(2);
    private int containerBytes;
    private boolean listening;
    private Throwable broken;

    /** Bytes that the server has not taken yet, and who is told when it has. */
    private static final class Piece {

        private final byte[] bytes;
        private final int length;
        private final boolean containers;
        private final Consumer<Throwable> done;
        private int taken;
        private Throwable failure;

        private Piece(byte[] bytes, int length, boolean containers, Consumer<Throwable> done) {
            this.bytes = bytes;
            this.length = length;
            this.containers = containers;
            this.done = done;
        }
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
        synchronized (this) {
            waiting.add(new Piece(bytes, length, false, done));
        }
        advance();
    }

    /** Writes what waits, in order, as far as the server takes it. */
    private void advance() {
        for (Piece piece = next(); piece != null; piece = next()) {
            piece.done.accept(piece.failure);
        }
    }

    /** The next that was written, or can't be; null if the server does not take all of it now. */
    private synchronized Piece next() {
        Piece piece = waiting.peek();
        if (piece == null) {
            return null;
        }
        while (broken == null && piece.taken < piece.length && ready()) {
            takeSlice(piece);
        }
        if (broken == null && piece.taken < piece.length) {
            return null;
        }
        waiting.remove();
        containerBytes -= piece.containers ? piece.length : 0;
        piece.failure = piece.taken < piece.length ? broken : null;
        return piece;
    }

    private void takeSlice(Piece piece) {
        int count = Math.min(SLICE_BYTES, piece.length - piece.taken);
        try {
            out.write(piece.bytes, piece.taken, count);
            out.flush();
            piece.taken += count;
        } catch (IOException | RuntimeException gone) {
            broken = broken == null ? gone : broken; // RuntimeException too: Payara 6.2025.10 throws NullPointerException once the peer is gone
        }
    }

    /** How many bytes of what was to be written wait here. */
    synchronized int unwrittenBytes() {
        return waiting.stream().mapToInt(piece -> piece.length - piece.taken).sum();
    }

    /**
     * Takes no more. Has to be called before the server lets go of the connection: Payara 6.2025.10 uses its output again for another client.
     */
    void end() {
        synchronized (this) {
            broken = broken != null ? broken : new IOException("The connection has ended.");
        }
        advance(); // tells all who wait
    }

    /** Tells of those bytes, and of what the server may have copied of them. */
    synchronized void tellUnwritten(Held held) {
        for (Piece piece : waiting) {
            held.add(piece.bytes, piece.length);
            held.add(piece, SLICE_BYTES);
        }
    }

    /** Whether the server takes bytes now; where not, it calls {@link #onWritePossible()} later. */
    private boolean ready() {
        try {
            return asked();
        } catch (RuntimeException gone) {
            broken = gone; // NullPointerException on Payara 6.2025.10
            return false;
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

    @Override
    public void onWritePossible() {
        advance();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(Level.FINE, "A connection failed while bytes waited for it.", failure);
        synchronized (this) {
            broken = broken != null ? broken : failure;
        }
        advance(); // tells all who wait
    }

    /** The container's own frames, whole; Tyrus 2.1.5 writes each with one call. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        synchronized (this) {
            containerBytes += length;
            if (broken == null && containerBytes > CONTAINER_MAX_BYTES && !waiting.isEmpty()) {
                broken = new IOException("The client does not read what it asks for.");
            }
            if (broken == null) {
                waiting.add(new Piece(Arrays.copyOfRange(bytes, offset, offset + length), length, true, NOBODY));
            }
        }
        advance();
        throwIfBroken();
    }

    private synchronized void throwIfBroken() throws IOException {
        if (broken != null) {
            throw new IOException("The client is gone.", broken);
        }
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
