package carillon.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of what a program prints. Safe for use by any thread; what is printed while a line is handed on, by who takes it, is dropped. */
final class PrintedLines extends OutputStream {

    private static final int LONGEST = 8_192;

    private final Consumer<String> lines;
    /** Guarded by this. */
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean handing;

    PrintedLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int octet) {
        if (handing) {
            return;
        }
        if (octet == '\n' || line.size() >= LONGEST) {
            hand();
        }
        if (octet != '\n') {
            line.write(octet);
        }
    }

    private void hand() {
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (text.isEmpty()) {
            return;
        }
        handing = true;
        try {
            lines.accept(text);
        } finally {
            handing = false;
        }
    }
}
