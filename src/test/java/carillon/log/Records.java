package carillon.log;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Records for tests. */
final class Records {

    private Records() {
    }

    static LogRecord of(Level level, String logger, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName(logger);
        record.setInstant(Instant.parse("2026-12-01T03:16:03.899Z"));
        return record;
    }

    static LogRecord thrown(Throwable thrown) {
        LogRecord record = of(Level.WARNING, "carillon.hub.Fanout", "It failed.");
        record.setThrown(thrown);
        return record;
    }
}
