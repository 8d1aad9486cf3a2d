package carillon.config;

import java.util.Optional;

/**
 * Whether the application of this class loader has started, or why it could not. Safe for use by any thread.
 *
 * <p>An application that could not start stays deployed and says so: its doors answer 503, its health is DOWN with the sentence. A launcher in the same
 * process that waits for the outcome reads it from a system property, which is there only if the launcher has set it.
 */
public final class StartOutcome {

    /** What a launcher waits for; no setting of Carillon. */
    public static final String PROPERTY = "io.carillon.start";
    /** The value as long as nothing is known. */
    public static final String PENDING = "pending";
    /** The value once the application has started. */
    public static final String STARTED = "started";
    /** What the value of an application that could not start begins with; the sentence follows. */
    public static final String FAILED = "failed: ";

    private static volatile String failure;

    private StartOutcome() {
    }

    /** The application has started. */
    public static void started() {
        tell(STARTED);
    }

    /** The application can't start. The first reason stays. */
    public static synchronized void failed(String sentence) {
        if (failure == null) {
            failure = sentence;
            tell(FAILED + sentence);
        }
    }

    /** Why the application could not start; empty if it has, or is about to. */
    public static Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** For a test: as if the application had not begun to start. */
    static synchronized void forget() {
        failure = null;
    }

    private static void tell(String outcome) {
        if (System.getProperty(PROPERTY) != null) {
            System.setProperty(PROPERTY, outcome);
        }
    }
}
