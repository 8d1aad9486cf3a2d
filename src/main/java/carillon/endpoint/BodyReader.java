package carillon.endpoint;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads the body of a request as it comes, and no more of it than is allowed. Used by one thread at a time. */
final class BodyReader implements ReadListener {

    private static final int CHUNK = 8_192;

    private final ServletInputStream in;
    private final BodyFraming framing;
    private final int most;
    private final Consumer<byte[]> whole;
    private final Runnable tooLong;
    private final Consumer<Throwable> failed;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean over;

    /**
     * Makes one.
     *
     * @param framing where the body ends within what the stream gives
     * @param most the greatest length, in bytes
     * @param whole gets the body, once
     * @param tooLong called in place of that, once, when more came than is allowed
     */
    BodyReader(ServletInputStream in, BodyFraming framing, int most, Consumer<byte[]> whole, Runnable tooLong, Consumer<Throwable> failed) {
        this.in = in;
        this.framing = framing;
        this.most = most;
        this.whole = whole;
        this.tooLong = tooLong;
        this.failed = failed;
    }

    /** It does not ask whether the body is finished: on Payara 6.2025.10 it is so as soon as it has come, read or not. */
    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!over && in.isReady()) {
            int count = in.read(chunk);
            if (count < 0) {
                onAllDataRead();
            } else {
                take(chunk, count);
            }
        }
    }

    private void take(byte[] chunk, int count) throws IOException {
        framing.take(chunk, count, body);
        if (body.size() > most) {
            over = true;
            tooLong.run();
        } else if (framing.isComplete()) {
            onAllDataRead();
        }
    }

    @Override
    public void onAllDataRead() {
        if (!over) {
            over = true;
            whole.accept(body.toByteArray());
        }
    }

    @Override
    public void onError(Throwable failure) {
        over = true;
        failed.accept(failure);
    }
}
