package carillon.cluster;

import java.time.Duration;
import java.util.Optional;

/** After what pause a node that has ended is started again: soon where it had been ready, later and later where it does not become ready, and at last not at all. Used by one thread. */
final class RestartPolicy {

    /** So many failed starts in a row are no accident. */
    static final int MOST_FAILURES = 5;

    private int failures;

    /**
     * The pause before the next start; empty if there is to be none.
     *
     * @param wasReady whether the node had become ready since it was started
     */
    Optional<Duration> afterEnd(boolean wasReady) {
        failures = wasReady ? 0 : failures + 1;
        return failures < MOST_FAILURES ? Optional.of(Duration.ofSeconds(1L << failures)) : Optional.empty();
    }
}
