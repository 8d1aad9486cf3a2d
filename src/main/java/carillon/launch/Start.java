package carillon.launch;

import carillon.check.ExitStatus;
import carillon.config.StartOutcome;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The start of the server: boots it on the caller's thread and watches, on another, whether the application starts in time.
 *
 * <p>That the server says it is ready is no proof: it does so without the application too. The application tells by {@link StartOutcome}.
 */
final class Start {

    private static final long LOOK_MS = 100;
    /** The server opens its listener in the background, once the application has started. */
    private static final long LISTENING_MS = 60_000;

    private final ServerProgram program;
    private final Ending ending;
    private final TellingLog log = new TellingLog();
    private final Optional<InetSocketAddress> listener;
    private final long longestMs;
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * Makes one that has not begun.
     *
     * @param listener where the node has to listen once it has started; empty if that is not known
     * @param longestMs how long the start may take, in milliseconds
     */
    Start(ServerProgram program, Console console, Optional<InetSocketAddress> listener, long longestMs) {
        this.program = program;
        this.listener = listener;
        this.longestMs = longestMs;
        this.ending = new Ending(console, log);
    }

    /** Returns when the application has started, or ends the process. */
    void run(String[] arguments) {
        System.setProperty(StartOutcome.PROPERTY, StartOutcome.PENDING);
        Runtime.getRuntime().addShutdownHook(new Thread(ending, "carillon-ending"));
        log.listen();
        Thread watch = new Thread(this::watch, "carillon-start-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            program.run(arguments);
        } catch (Throwable failure) {
            ending.end(ExitStatus.START_FAILED, "The server did not boot: " + TellingLog.cause(failure));
        }
        look();
        if (!ending.hasStarted()) {
            ending.end(ExitStatus.START_FAILED, log.telling().map(why -> "The application was not deployed: " + why).orElse("The application was not deployed; the log says why."));
        }
        if (listener.isPresent() && !Knock.answered(listener.get(), LISTENING_MS)) {
            ending.fail(ExitStatus.UNAVAILABLE, "The application has started, but nothing listens on port " + listener.get().getPort() + " of " + listener.get().getHostString()
                    + log.telling().map(": "::concat).orElse("."));
        }
        over.countDown();
        log.end();
    }

    private void watch() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longestMs);
        try {
            while (!over.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                look();
                if (System.nanoTime() - end > 0 && !ending.hasStarted()) {
                    ending.end(ExitStatus.TOO_SLOW, "The application has not started within " + longestMs / 1_000 + " s (carillon.start.timeout.ms)."
                            + log.telling().map(" "::concat).orElse(""));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the application says of itself. */
    private void look() {
        String outcome = System.getProperty(StartOutcome.PROPERTY, StartOutcome.PENDING);
        if (outcome.startsWith(StartOutcome.FAILED)) {
            ending.end(ExitStatus.START_FAILED, outcome.substring(StartOutcome.FAILED.length()));
        } else if (outcome.equals(StartOutcome.STARTED)) {
            ending.started();
        }
    }
}
