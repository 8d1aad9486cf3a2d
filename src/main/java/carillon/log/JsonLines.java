package carillon.log;

import java.util.logging.LogRecord;

/** Records as JSON objects for collectors of logs, with the members time, level, logger, thread, node, message, and trace where something was thrown. Safe for use by any thread. */
final class JsonLines implements LineFormat {

    private static final int LONGEST_TRACE = 32_768;

    private final boolean fullTraces;
    private final String node;

    /** @param node the name of this one, which each record has; empty for none */
    JsonLines(boolean fullTraces, String node) {
        this.fullTraces = fullTraces;
        this.node = node;
    }

    @Override
    public String line(LogRecord record) {
        StringBuilder line = new StringBuilder(256).append('{');
        member(line, "time", TextLines.TIME.format(record.getInstant()));
        member(line, "level", LineFormat.level(record.getLevel()));
        member(line, "logger", String.valueOf(record.getLoggerName()));
        member(line, "thread", Thread.currentThread().getName());
        if (!node.isEmpty()) {
            member(line, "node", node);
        }
        member(line, "message", LineFormat.message(record));
        if (record.getThrown() != null) {
            text(line, "trace", Trace.of(record.getThrown(), fullTraces), LONGEST_TRACE);
        }
        return line.append('}').toString();
    }

    private static void member(StringBuilder line, String name, String value) {
        text(line, name, value, LONGEST_MESSAGE);
    }

    private static void text(StringBuilder line, String name, String value, int longest) {
        line.append(line.length() > 1 ? "," : "").append('"').append(name).append("\":").append(Escapes.quoted(value, longest));
    }
}
