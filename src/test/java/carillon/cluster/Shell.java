package carillon.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end. */
final class Shell {

    private static final long LONGEST_SECONDS = 180;

    private Shell() {
    }

    /**
     * Runs a command.
     *
     * @param directory for the file into which it prints: a server that it starts would keep a pipe open
     * @return what it printed
     * @throws ClusterException if it fails or takes too long
     */
    static String run(ProcessBuilder command, Path directory) {
        try {
            Path printed = Files.createTempFile(directory, "command", ".log");
            Process process = Children.add(command.redirectErrorStream(true).redirectOutput(printed.toFile()).start());
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new ClusterException(command.command() + (ended ? " failed: " : " takes too long: ") + Files.readString(printed));
            }
            return Files.readString(printed);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted during " + command.command(), stopped);
        }
    }
}
