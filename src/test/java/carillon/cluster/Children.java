package carillon.cluster;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The processes that this JVM has started and that have not ended; it ends them when it ends itself.
 *
 * <p>Holding them here also keeps the pipes of their {@link Lifeline} open.
 */
public final class Children {

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();
    private static final int GRACE_SECONDS = 5;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::end, "end-children"));
    }

    private Children() {
    }

    /** Takes one in; returns it. */
    public static Process add(Process process) {
        ALIVE.add(process);
        process.onExit().thenAccept(ALIVE::remove);
        return process;
    }

    private static void end() {
        ALIVE.forEach(Process::destroy);
        ALIVE.forEach(Children::awaitEnd);
    }

    private static void awaitEnd(Process process) {
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
