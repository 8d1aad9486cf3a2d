package carillon.stream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A server's output that takes bytes when the test says so, and calls back as Payara does: only for a question asked after the listener was set. */
public final class SlowOutput extends ServletOutputStream {

    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private WriteListener listener;
    private boolean ready = true;
    private boolean oneAtATime;
    private boolean asked;
    private boolean gone;
    private boolean lost;
    private int flushes;

    /** The client stops reading. */
    public void stall() {
        ready = false;
    }

    /** The client reads no more than is written at once, and only when it {@linkplain #flow() reads again}. */
    public void takeOneAtATime() {
        oneAtATime = true;
    }

    /** The client reads again. */
    public void flow() throws IOException {
        ready = true;
        if (listener != null && asked) {
            asked = false;
            listener.onWritePossible();
        }
    }

    /** The client is gone. */
    public void cut() {
        gone = true;
    }

    /** The server has let go of the connection. */
    public void lose() {
        lost = true;
    }

    public WriteListener listener() {
        return listener;
    }

    public String taken() {
        return taken.toString(StandardCharsets.UTF_8);
    }

    public int flushes() {
        return flushes;
    }

    @Override
    public boolean isReady() {
        if (lost) {
            throw new NullPointerException();
        }
        asked |= listener != null && !ready;
        return ready;
    }

    @Override
    public void setWriteListener(WriteListener given) {
        if (listener != null) {
            throw new IllegalStateException("It has one.");
        }
        listener = given;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (gone) {
            throw new IOException("Broken pipe");
        }
        if (!ready) {
            throw new IllegalStateException("Not ready.");
        }
        taken.write(bytes, offset, length);
        ready = !oneAtATime;
    }

    @Override
    public void flush() {
        flushes++;
    }
}
