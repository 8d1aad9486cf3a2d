package carillon.history;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets many look at something at once, or one change it. Safe for use by any thread; however many look, who changes is next.
 *
 * <p>Not the monitor of its owner: Weld's proxies have one too, and take it for each synchronized method.
 */
final class Guard {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    <T> T reading(Supplier<T> look) {
        lock.readLock().lock();
        try {
            return look.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    <T> T writing(Supplier<T> change) {
        lock.writeLock().lock();
        try {
            return change.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    void writing(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
