package carillon.config;

/**
 * A clock that only runs forward, as {@link System#nanoTime()} does: it is not moved when somebody sets the time of day.
 */
@FunctionalInterface
public interface Ticker {

    /** Nanoseconds since some fixed moment. */
    long nanos();
}
