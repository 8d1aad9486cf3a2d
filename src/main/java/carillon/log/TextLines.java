package carillon.log;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.LogRecord;

/** Records as text for people: {@code 2026-12-01T03:16:03.899Z INFO  carillon.relay.Heartbeat: Ready.} Safe for use by any thread. */
final class TextLines implements LineFormat {

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
    private static final int LONGEST_TRACE = 32_768;

    private final boolean fullTraces;

    TextLines(boolean fullTraces) {
        this.fullTraces = fullTraces;
    }

    @Override
    public String line(LogRecord record) {
        StringBuilder line = new StringBuilder(256).append(TIME.format(record.getInstant())).append(' ').append(String.format("%-5s", LineFormat.level(record.getLevel())))
                .append(' ').append(Escapes.inLine(String.valueOf(record.getLoggerName()), LONGEST_MESSAGE)).append(": ").append(Escapes.inLine(LineFormat.message(record), LONGEST_MESSAGE));
        if (record.getThrown() != null) {
            line.append(" [").append(Escapes.inLine(Trace.of(record.getThrown(), fullTraces), LONGEST_TRACE)).append(']');
        }
        return line.toString();
    }
}
