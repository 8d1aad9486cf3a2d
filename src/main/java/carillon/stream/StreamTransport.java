package carillon.stream;

import carillon.hub.outbox.Held;
import carillon.hub.outbox.Transport;
import carillon.protocol.CloseCode;
import carillon.protocol.Frame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/** Writes frames to the upgraded stream, many in one write; all else it leaves to the session's own transport. */
public final class StreamTransport implements Transport {

    private final FrameStream stream;
    private final Transport session;
    private final boolean joinsLines;
    private final LastBurst lastBurst;

    /**
     * Makes one.
     *
     * @param session what closes the connection
     * @param joinsLines whether frames are the lines of one message, or messages
     * @param lastBurst shared by all connections that are spoken to alike
     */
    public StreamTransport(FrameStream stream, Transport session, boolean joinsLines, LastBurst lastBurst) {
        this.stream = stream;
        this.session = session;
        this.joinsLines = joinsLines;
        this.lastBurst = lastBurst;
    }

    @Override
    public void whenFree(Runnable write) {
        session.whenFree(write);
    }

    @Override
    public void whenIdle(Runnable write) {
        session.whenIdle(write);
    }

    @Override
    public boolean takesMany() {
        return true;
    }

    @Override
    public void write(List<Frame> frames, Consumer<Throwable> done) {
        ByteBuffer bytes = lastBurst.encoded(frames, joinsLines ? ServerFrames::joined : ServerFrames::each);
        stream.write(bytes.array(), bytes.limit(), done);
    }

    @Override
    public void ping(long number) {
        ByteBuffer bytes = ServerFrames.ping(number);
        stream.write(bytes.array(), bytes.limit(), failure -> { }); // a failure shows in silence
    }

    @Override
    public long unfinishedNanos() {
        return stream.unfinishedNanos();
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public void close(CloseCode code) {
        session.close(code);
    }

    @Override
    public void abort(CloseCode code, boolean mayWait) {
        session.abort(code, mayWait);
    }

    @Override
    public int unwrittenBytes() {
        return stream.unwrittenBytes();
    }

    @Override
    public void tellUnwritten(Held held) {
        stream.tellUnwritten(held);
    }
}
