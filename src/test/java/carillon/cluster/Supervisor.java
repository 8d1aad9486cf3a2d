package carillon.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts a node again that has ended by itself, or was killed to see what happens. One thread {@linkplain #run() runs} it; any may stop it.
 */
final class Supervisor {

    /** What is supervised. */
    interface Part {

        String name();

        /** Completed with the exit code when the running process has ended. */
        CompletableFuture<Integer> end();

        /** Starts a new process. */
        void start();

        /** Returns when it is ready; throws {@link ClusterException} if it does not become so. */
        void awaitReady();
    }

    private final Part part;
    private final Consumer<String> say;
    private final Pauses pauses;
    private final RestartPolicy policy = new RestartPolicy();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** The role of waiting, which a test does at once. */
    interface Pauses {

        /** Waits so long, or until the latch is down; whether it is. */
        boolean await(CountDownLatch stopped, Duration pause) throws InterruptedException;
    }

    Supervisor(Part part, Consumer<String> say) {
        this(part, say, (stopped, pause) -> stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    Supervisor(Part part, Consumer<String> say, Pauses pauses) {
        this.part = part;
        this.say = say;
        this.pauses = pauses;
    }

    /** Watches a node that is ready; returns when it is stopped, or given up. */
    void run() {
        boolean wasReady = true;
        while (true) {
            int code = part.end().join();
            if (isStopped()) {
                return;
            }
            Optional<Duration> pause = policy.afterEnd(wasReady);
            say.accept(part.name() + " has ended with exit code " + code + (pause.isPresent() ? "; it is started again in " + pause.get().toSeconds() + " s"
                    : ". It did not become ready " + RestartPolicy.MOST_FAILURES + " times in a row and is not started again: its log says why"));
            if (pause.isEmpty() || waited(pause.get())) {
                return;
            }
            wasReady = started();
        }
    }

    private boolean waited(Duration pause) {
        try {
            return pauses.await(stopped, pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean started() {
        try {
            if (!startedProcess()) {
                return false;
            }
            part.awaitReady();
            say.accept(part.name() + " is ready again");
            return true;
        } catch (ClusterException failed) {
            if (!isStopped()) {
                say.accept(failed.getMessage());
            }
            return false;
        }
    }

    /** None is started once it is stopped: nobody would end it. */
    private synchronized boolean startedProcess() {
        if (isStopped()) {
            return false;
        }
        part.start();
        return true;
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** From now on nothing is started; what runs is left to who calls this. */
    synchronized void stop() {
        stopped.countDown();
    }
}
