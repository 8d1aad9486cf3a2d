package carillon.launch;

import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps, of what is logged during the start, the one record that says most about why it failed: the first severe one with an exception.
 *
 * <p>The server reads its logging configuration while it boots, which takes all handlers away: this one comes back each time. Safe for use by any thread.
 */
final class TellingLog extends Handler {

    private static final int LONGEST = 512;
    /** A broker that is away is no reason not to start, and its client is loud about it. */
    private static final String BROKER_CLIENT = "org.apache.activemq";

    private final Runnable returning = this::attach;
    private LogRecord first;
    private LogRecord firstThrown;

    TellingLog() {
        setLevel(Level.SEVERE);
    }

    /** Begins to listen. */
    void listen() {
        attach();
        LogManager.getLogManager().addConfigurationListener(returning);
    }

    private void attach() {
        Logger root = Logger.getLogger("");
        root.removeHandler(this);
        root.addHandler(this);
    }

    @Override
    public synchronized void publish(LogRecord record) {
        if (!isLoggable(record) || record.getLoggerName() != null && record.getLoggerName().startsWith(BROKER_CLIENT)) {
            return;
        }
        first = first == null ? record : first;
        firstThrown = firstThrown == null && record.getThrown() != null ? record : firstThrown;
    }

    /** What went wrong, in one line; empty if nothing severe was logged. */
    synchronized Optional<String> telling() {
        return Optional.ofNullable(firstThrown).map(record -> cause(record.getThrown())).or(() -> Optional.ofNullable(first).map(record -> line(record.getMessage())));
    }

    /** The deepest cause that says something, in one line. */
    static String cause(Throwable failure) {
        String told = failure.getClass().getSimpleName();
        int depth = 0;
        for (Throwable one = failure; one != null && depth < 50; one = one.getCause()) {
            if (one.getMessage() != null && !one.getMessage().isBlank()) {
                told = one instanceof IllegalArgumentException || one instanceof IllegalStateException ? one.getMessage() : one.getClass().getSimpleName() + ": " + one.getMessage();
            }
            depth++;
        }
        return line(told);
    }

    private static String line(String text) {
        String one = String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return one.length() > LONGEST ? one.substring(0, LONGEST) + "…" : one;
    }

    @Override
    public void flush() {
        // nothing is written
    }

    /** Called by the log manager each time that its configuration is read; this handler comes back. */
    @Override
    public void close() {
        // nothing is open
    }

    /** Ends to listen. */
    void end() {
        LogManager.getLogManager().removeConfigurationListener(returning);
        Logger.getLogger("").removeHandler(this);
    }
}
