package carillon.faults.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clocks of the processes, each told by a file that {@code libfaketime} reads once a second. The monotonic clock is left alone, as a real jump leaves it.
 */
public final class Clocks {

    public static final String HOW_TO_INSTALL = "libfaketime is not installed; on Debian: apt-get install faketime";

    private final Path directory;

    /** Clocks whose files are in a directory that is there. */
    public Clocks(Path directory) {
        this.directory = directory;
    }

    /** The library on this machine. */
    public static Optional<Path> library() {
        return Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib").map(lib -> Path.of(lib, "faketime", "libfaketimeMT.so.1"))
                .filter(Files::exists).findFirst();
    }

    /** The variables that put a process under its clock, which is right at first. */
    public Map<String, String> environment(String process) {
        set(process, 0);
        return Map.of("LD_PRELOAD", library().orElseThrow(() -> new IllegalStateException(HOW_TO_INSTALL)).toString(), "FAKETIME_TIMESTAMP_FILE", file(process).toString(),
                "FAKETIME_CACHE_DURATION", "1", "FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0", "FAKETIME_DONT_RESET", "1");
    }

    /** Sets a process's clock, so many seconds off the true one. */
    public void set(String process, long seconds) {
        try {
            Path next = directory.resolve(process + ".clock.next");
            Files.write(next, List.of((seconds < 0 ? "-" : "+") + Math.abs(seconds) + "s"));
            Files.move(next, file(process), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path file(String process) {
        return directory.resolve(process + ".clock");
    }
}
