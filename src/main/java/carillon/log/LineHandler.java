package carillon.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Writes each record as one line to the standard output of the process, and what programs print there themselves too. Safe for use by any thread.
 *
 * <p>It goes on while the JVM ends: {@link java.util.logging.LogManager} closes all handlers by a shutdown hook, at the same time as the server's hook has the node drain, which would say nothing of it.
 */
public final class LineHandler extends Handler {

    private static final String PRINTED = "printed";
    private static final String OURS = "carillon.";
    /** Payara 6.2025.10 sets the level of this logger by itself to INFO, whatever is configured, and has it tell of each step of a boot. */
    private static final String UNRULY = "jakarta.enterprise.web";

    private final LineFormat format;
    private final RecordLimit limit;
    private final OutputStream out;
    /** Whether the JVM ends, and the levels that were set are forgotten. */
    private volatile boolean ending;

    /** Makes one by the settings of the process, as the log manager does, and takes the place of the standard streams. */
    public LineHandler() {
        this(settings(), new FileOutputStream(FileDescriptor.out));
        System.setOut(printed());
        System.setErr(printed());
        System.getProperties().putIfAbsent("java.util.logging.SimpleFormatter.format", "%5$s%6$s%n"); // of the handler that Payara Micro adds when it ends
    }

    LineHandler(LogSettings settings, OutputStream out) {
        this.format = settings.json() ? new JsonLines(settings.fullTraces(), settings.node()) : new TextLines(settings.fullTraces());
        this.limit = new RecordLimit(settings.rate(), System::nanoTime);
        this.out = out;
        setLevel(Level.ALL);
    }

    /** What can't be understood is told by who starts the node; until then there is a log. */
    private static LogSettings settings() {
        try {
            return LogSettings.of(System::getProperty, System::getenv);
        } catch (IllegalArgumentException refused) {
            return LogSettings.usual();
        }
    }

    PrintStream printed() {
        return new PrintStream(new PrintedLines(line -> publish(record(Level.INFO, PRINTED, line))), true, StandardCharsets.UTF_8);
    }

    /** The server would have its own. */
    @Override
    public void setFormatter(Formatter other) {
        // a line has one form
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record) || isChatter(record) && (ending || UNRULY.equals(record.getLoggerName()))) {
            return;
        }
        try {
            if (limit.admits(record.getLoggerName())) {
                write(format.line(record));
            }
            limit.due().forEach(this::tell);
        } catch (IOException | RuntimeException failed) {
            reportError("A record can't be written.", failed, ErrorManager.WRITE_FAILURE);
        }
    }

    /** What would have been left out by the levels, and what the server prints of its own end. */
    private static boolean isChatter(LogRecord record) {
        return record.getLevel().intValue() < Level.WARNING.intValue() && !String.valueOf(record.getLoggerName()).startsWith(OURS);
    }

    private void tell(RecordLimit.LeftOut left) {
        try {
            write(format.line(record(Level.WARNING, LineHandler.class.getName(), left.count() + " records of " + left.logger() + " left out: more than carillon.log.rate.")));
        } catch (IOException failed) {
            reportError("A record can't be written.", failed, ErrorManager.WRITE_FAILURE);
        }
    }

    private static LogRecord record(Level level, String logger, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName(logger);
        return record;
    }

    private synchronized void write(String line) throws IOException {
        out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
        // each line is written at once
    }

    @Override
    public void close() {
        limit.all().forEach(this::tell);
        if (isJvmEnding()) {
            ending = true;
            Logger.getLogger("").addHandler(this);
        }
    }

    private static boolean isJvmEnding() {
        try {
            Runtime.getRuntime().removeShutdownHook(Thread.currentThread()); // which is none: what counts is whether that may still be asked
            return false;
        } catch (IllegalStateException ends) {
            return true;
        }
    }
}
