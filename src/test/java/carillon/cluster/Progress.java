package carillon.cluster;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** When a run began, how it goes on, and when it is over. */
final class Progress {

    /** Time in which what is doubled at the very end would come. */
    private static final long TAIL_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SAY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Audit audit;
    private final PrintStream out;
    private volatile long first;
    private volatile long last;

    Progress(Audit audit, PrintStream out) {
        this.audit = audit;
        this.out = out;
    }

    /** To be called for each publication; by any thread. */
    void heard() {
        last = System.nanoTime();
        if (first == 0) {
            first = last;
        }
    }

    /** From the first to the last that was heard; never 0. */
    double seconds() {
        return Math.max(1, last - first) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** Returns when all was received, when nothing came for so long after the first, or when there is nobody left to hear. */
    void awaitEnd(int quietSeconds, BooleanSupplier nobodyListens) {
        long said = System.nanoTime();
        while (!nobodyListens.getAsBoolean() && silence() < (audit.isFull() ? TAIL_NANOS : Duration.ofSeconds(quietSeconds).toNanos())) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (silence() > 0 && System.nanoTime() - said > SAY_NANOS) {
                said = System.nanoTime();
                out.printf("%d received, by each client %d to %d%n", audit.received(), audit.least(), audit.most());
            }
        }
    }

    /** Nanoseconds since the last that was heard; 0 before the first. */
    private long silence() {
        return first == 0 ? 0 : System.nanoTime() - last;
    }
}
