package carillon.launch;

import carillon.check.ExitStatus;
import java.util.Arrays;

/**
 * How the process ends: a shutdown hook that, where the node could not start, says why as the last line and sees to the exit status, whatever the server does.
 *
 * <p>Once the node has started, and where a signal ends the process, it changes nothing. Safe for use by any thread.
 */
final class Ending implements Runnable {

    private static final long HOOKS_MS = 10_000;
    private static final String SIGNAL = "java.lang.Terminator";

    private final Console console;
    private final TellingLog log;
    private volatile boolean started;
    /** Guarded by this; the first stays. */
    private ExitStatus status;
    private String sentence;

    Ending(Console console, TellingLog log) {
        this.console = console;
        this.log = log;
    }

    /** The application has started: from now on the server ends as it does. */
    void started() {
        started = true;
    }

    boolean hasStarted() {
        return started;
    }

    /** Ends the process; does not return. */
    void end(ExitStatus why, String said) {
        set(why, said);
        System.exit(why.number());
    }

    /** Ends the process though the application has started; does not return. */
    void fail(ExitStatus why, String said) {
        started = false;
        end(why, said);
    }

    private synchronized void set(ExitStatus why, String said) {
        if (status == null) {
            status = why;
            sentence = said;
        }
    }

    /** The shutdown hook. */
    @Override
    public void run() {
        if (started || !isDecided() && isSignalled()) {
            return;
        }
        set(ExitStatus.START_FAILED, log.telling().map(why -> "The server ended before the application had started: " + why)
                .orElse("The server ended before the application had started."));
        awaitOtherHooks();
        synchronized (this) {
            console.refuse(sentence);
            Runtime.getRuntime().halt(status.number());
        }
    }

    private synchronized boolean isDecided() {
        return status != null;
    }

    /** A signal ends the process by a thread of the virtual machine's. */
    private static boolean isSignalled() {
        return Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream).anyMatch(frame -> frame.getClassName().startsWith(SIGNAL));
    }

    /** The server's own hook removes what it has unpacked, and says so; this one is to be the last to speak. */
    private static void awaitOtherHooks() {
        long end = System.nanoTime() + HOOKS_MS * 1_000_000;
        try {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread != Thread.currentThread() && isHook(thread)) {
                    thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isHook(Thread thread) {
        return thread.getName().contains("Shutdown");
    }
}
