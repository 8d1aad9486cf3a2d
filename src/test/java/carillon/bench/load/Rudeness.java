package carillon.bench.load;

import java.util.Locale;
import java.util.function.LongSupplier;

/** What is done too often. */
public enum Rudeness {

    /** To a channel that nobody follows. */
    PUBLICATIONS("\"type\":\"publish\",\"channel\":\"flood\",\"data\":\""),
    /** The command, not the frame of that name. */
    PINGS("\"type\":\"ping\""),
    /** Handshakes: connect is said, and the connection closed at once, without waiting for the reply. */
    CONNECTIONS("");

    private static final int MOST = 100;
    private static final int FRAME = 32 * 1024;
    /** What is in a line besides the payload. */
    private static final int AROUND = 80;

    private final String command;

    Rudeness(String command) {
        this.command = command;
    }

    /** Its name in reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Commands in a frame with payloads of so many bytes. */
    int perFrame(int size) {
        return Math.max(1, Math.min(MOST, FRAME / (size + AROUND)));
    }

    /** A frame of commands, each with the next id. */
    String frame(LongSupplier ids, int size) {
        StringBuilder frame = new StringBuilder();
        for (int i = perFrame(size); i > 0; i--) {
            frame.append("{\"id\":").append(ids.getAsLong()).append(',').append(command);
            if (this == PUBLICATIONS) {
                frame.append("x".repeat(size)).append('"');
            }
            frame.append("}\n");
        }
        return frame.toString();
    }
}
