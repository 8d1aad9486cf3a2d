package carillon.doctor;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The threads of this node that run by themselves, and whether one of them has died: of an error that nobody foresaw, such as {@link OutOfMemoryError}, or by
 * ending though the node goes on. Nothing of it is started again: what an error has left half done is not known, so the node is to be. Safe for use by any thread.
 */
@ApplicationScoped
public class NodeThreads {

    private static final Logger LOG = Logger.getLogger(NodeThreads.class.getName());

    private final List<Watched> all = new CopyOnWriteArrayList<>();
    private volatile boolean ending;
    private volatile String dead;

    /**
     * Makes threads that are watched.
     *
     * @param threads makes them
     * @param endless whether a thread that ends before {@link #ending()} has died; else only one that an error ends
     */
    public ThreadFactory watched(ThreadFactory threads, boolean endless) {
        return task -> {
            Watched watched = new Watched(task, endless);
            watched.thread = threads.newThread(watched);
            all.add(watched);
            return watched.thread;
        };
    }

    /** The node is about to stop: from now on threads may end. */
    public void ending() {
        ending = true;
    }

    /** Which thread has died and of what, in words; empty if none has. It stays so. */
    public Optional<String> dead() {
        all.forEach(Watched::look);
        return Optional.ofNullable(dead);
    }

    private synchronized void died(String name, String why) {
        if (dead == null && !ending) {
            dead = "The thread " + name + " has died" + why + ".";
        }
    }

    /** The task of one thread. */
    private final class Watched implements Runnable {

        private final Runnable task;
        private final boolean endless;
        private volatile Thread thread;
        /** That it has begun: a thread that is not started yet is not alive either. */
        private volatile boolean begun;
        private volatile boolean ended;

        private Watched(Runnable task, boolean endless) {
            this.task = task;
            this.endless = endless;
        }

        @Override
        public void run() {
            begun = true;
            try {
                task.run();
                ended = true;
            } catch (Throwable error) {
                died(Thread.currentThread().getName(), " of " + error.getClass().getSimpleName()); // first: to log it may need memory that is not there
                LOG.log(Level.SEVERE, error, () -> "The thread " + Thread.currentThread().getName() + " has died; this node is no longer live.");
            }
        }

        private void look() {
            if (begun && !thread.isAlive() && (endless || !ended)) {
                died(thread.getName(), "");
            }
        }
    }
}
