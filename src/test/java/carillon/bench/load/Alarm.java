package carillon.bench.load;

import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a selector at a time given in nanoseconds; a selector's own timeout knows milliseconds only.
 *
 * <p>A thread of its own, asleep between alarms. Set by one thread.
 */
final class Alarm implements AutoCloseable {

    private static final long NEVER = Long.MAX_VALUE;

    private final Selector selector;
    private final Thread thread = new Thread(this::run, "bench-alarm");
    private final AtomicLong at = new AtomicLong(NEVER);
    private volatile boolean closed;

    Alarm(Selector selector) {
        this.selector = selector;
        thread.setDaemon(true);
        thread.start();
    }

    /** Sets the one alarm there is; an earlier one is gone. */
    void set(long nanoTime) {
        at.set(nanoTime);
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            long due = at.get();
            long wait = due == NEVER ? NEVER : due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
            } else if (at.compareAndSet(due, NEVER)) {
                selector.wakeup();
            }
        }
    }
}
