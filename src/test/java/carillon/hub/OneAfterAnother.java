package carillon.hub;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs what it is given on the caller's thread, but never one thing inside of another. */
public final class OneAfterAnother implements Executor {

    /** Guarded by this; so is the next field. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    @Override
    public void execute(Runnable task) {
        if (enter(task)) {
            for (Runnable next = next(); next != null; next = next()) {
                next.run();
            }
        }
    }

    private synchronized boolean enter(Runnable task) {
        tasks.add(task);
        boolean first = !running;
        running = true;
        return first;
    }

    private synchronized Runnable next() {
        Runnable next = tasks.poll();
        running = next != null;
        return next;
    }
}
