package carillon.it;

import java.time.Duration;

/** How long nothing came. Safe for use by any thread. */
final class Silence {

    /** Guarded by this; so are all fields below. */
    private boolean begun;
    private long firstAt;
    private long lastAt;
    private long longest;

    /** Something came. */
    synchronized void broken() {
        long now = System.nanoTime();
        if (begun) {
            longest = Math.max(longest, now - lastAt);
        } else {
            begun = true;
            firstAt = now;
        }
        lastAt = now;
    }

    /** The longest between two things that came. */
    synchronized Duration longest() {
        return Duration.ofNanos(longest);
    }

    /** From the last that came here to the first that came there; none where nothing came. */
    synchronized Duration until(Silence next) {
        synchronized (next) {
            return begun && next.begun ? Duration.ofNanos(next.firstAt - lastAt) : Duration.ZERO;
        }
    }
}
