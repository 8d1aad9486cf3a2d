package carillon.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.BiConsumer;

/** The one thread's wait for sockets and for the clock. */
final class Loop implements AutoCloseable {

    private static final int AT_ONCE = 512 * 1024;
    /** Twice of what is read at once: a frame may have begun before it. */
    private static final int ROOM = 2 * AT_ONCE;
    private static final long MILLI = 1_000_000L;

    private final Selector selector;
    private final Alarm alarm;
    private final ByteBuffer direct = ByteBuffer.allocateDirect(AT_ONCE);
    private final byte[] bytes = new byte[ROOM];
    private final BiConsumer<Link, SelectionKey> ready;

    /** Makes one that hands on each link that is ready for something. */
    Loop(BiConsumer<Link, SelectionKey> ready) {
        try {
            selector = Selector.open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        alarm = new Alarm(selector);
        this.ready = ready;
    }

    Selector selector() {
        return selector;
    }

    /** Serves what is ready; waits for it so many nanoseconds at the most. */
    void turn(long longest) {
        try {
            if (longest <= 0) {
                selector.selectNow(this::serve);
            } else {
                if (longest < 100 * MILLI) {
                    alarm.set(System.nanoTime() + longest);
                }
                selector.select(this::serve, longest / MILLI + 1);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads from a link into {@link #bytes()}; see {@link Link#read}. */
    int read(Link link) throws IOException {
        return link.read(direct, bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    private void serve(SelectionKey key) {
        ready.accept((Link) key.attachment(), key);
    }

    @Override
    public void close() {
        alarm.close();
        try {
            selector.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
