package carillon.faults.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Tells a {@link MischievousBroker} what to do, by a file. */
public final class Mischief {

    static final String VARIABLE = "CARILLON_MISCHIEF";

    private final Path file;

    Mischief(Path file) {
        this.file = file;
        end();
    }

    Map<String, String> environment() {
        return Map.of(VARIABLE, file.toString());
    }

    /** From now on, of a hundred messages so many are sent twice, and so many late. */
    public void begin(int doubled, int late, long seed) {
        write(doubled + " " + late + " " + seed);
    }

    public void end() {
        write("0 0 0");
    }

    private void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
