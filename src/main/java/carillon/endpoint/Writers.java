package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.hub.Backpressure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The threads that write to clients, so that the one that hears the broker never does.
 *
 * <p>While a write waits for its turn, what follows piles up in the connection's outbox and is joined to the next one: the busier the node, the
 * fewer its writes per publication. What those missed who come back is written when nothing else is to be, or one time in {@value #IN_A_ROW} at the least: when thousands come back at once, those who
 * stayed don't wait for them. The queues are bounded by the connections: each has one write in them at most, and now and then a ping. Threads of the
 * container's factory, not its executor, which on Payara 6.2025.10 captures the whole context of the caller for each task.
 */
@ApplicationScoped
public class Writers implements Turns, Backpressure {

    private static final Logger LOG = Logger.getLogger(Writers.class.getName());
    /** Longer than any turn on a node that works, short enough for heartbeats to come through on one that doesn't. */
    private static final long TURN_MS = 250;
    private static final Runnable STOP = () -> { };
    /** Wakes a thread for what is in the other queue. */
    private static final Runnable WAKE = () -> { };
    static final int IN_A_ROW = 8;

    private final int count;
    /** How many may write at a time what goes later: the others are free for what is live. */
    private final int countLater;
    /** Guarded by this. */
    private int busyLater;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();

    /** For the container's proxy only. */
    protected Writers() {
        this(Settings.of(Map.of()));
    }

    /** Makes some that don't run yet. */
    @Inject
    public Writers(Settings settings) {
        int set = settings.get(Limit.WRITERS);
        count = set > 0 ? set : Math.max(2, Runtime.getRuntime().availableProcessors());
        countLater = Math.max(1, count / 2);
    }

    /** Starts the threads. */
    public void start(ThreadFactory threads) {
        for (int i = 1; i <= count; i++) {
            Thread thread = threads.newThread(this::run);
            thread.setName("carillon-writer-" + i);
            thread.start();
        }
    }

    /** Ends the threads once they have done what they were given before. */
    public void stop() {
        for (int i = 0; i < count; i++) {
            tasks.add(STOP);
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void executeLater(Runnable task) {
        later.add(task);
        tasks.add(WAKE);
    }

    /** Waits for a task of its own at the end of the queue. */
    @Override
    public void awaitTurn() {
        CountDownLatch turn = new CountDownLatch(1);
        execute(turn::countDown);
        try {
            turn.await(TURN_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            int inARow = 0;
            for (Runnable task = next(inARow); task != STOP; task = next(inARow)) {
                inARow = inARow >= IN_A_ROW ? 0 : inARow + 1;
                guarded(task);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What lets others go before has its turn when there are no others, or so many went before. */
    private Runnable next(int inARow) throws InterruptedException {
        Runnable patient = inARow >= IN_A_ROW || tasks.isEmpty() ? nextLater() : null;
        return patient != null ? patient : tasks.take();
    }

    /** Null if there is none, or if so many are at it that one of them will come here again. */
    private synchronized Runnable nextLater() {
        Runnable task = busyLater < countLater ? later.poll() : null;
        if (task == null) {
            return null;
        }
        busyLater++;
        return () -> {
            try {
                task.run();
            } finally {
                endLater();
            }
        };
    }

    private synchronized void endLater() {
        busyLater--;
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError defect) { // a class that can't be loaded any more is met where a server takes the application down
            LOG.log(Level.SEVERE, "A defect in writing; the thread goes on.", defect);
        }
    }
}
