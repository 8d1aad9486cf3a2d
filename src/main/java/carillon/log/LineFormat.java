package carillon.log;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Level;
import java.util.logging.SimpleFormatter;

/** The role of what makes one line of a record, without the line's end. Safe for use by any thread. */
interface LineFormat {

    /** Longest message in a line, in characters; what is longer ends in an ellipsis. */
    int LONGEST_MESSAGE = 4_096;

    /** Fills in parameters and translates, as every handler does. */
    Formatter MESSAGES = new SimpleFormatter();

    /** The line. */
    String line(LogRecord record);

    /** The message of a record with its parameters filled in; never null. */
    static String message(LogRecord record) {
        String message = MESSAGES.formatMessage(record);
        return message == null ? "" : message.strip();
    }

    /** A level in the words that most collectors of logs know. */
    static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARN";
        }
        return level.intValue() >= Level.CONFIG.intValue() ? "INFO" : "DEBUG";
    }
}
