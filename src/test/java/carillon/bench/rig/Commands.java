package carillon.bench.rig;

import carillon.cluster.Children;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the system. They end when their standard input does, so none outlives this JVM. */
final class Commands {

    private static final int GRACE_SECONDS = 5;

    private Commands() {
    }

    /** The first of them that is not on the path. */
    static Optional<String> missing(String... programs) {
        return Stream.of(programs).filter(program -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .noneMatch(directory -> Files.isExecutable(Path.of(directory, program)))).findFirst();
    }

    /** Starts a program that watches its standard input itself; its output goes to {@code <name>.log}. */
    static Process start(Path directory, String name, List<String> command) {
        try {
            return Children.add(new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                    .redirectOutput(directory.resolve(name + ".log").toFile()).start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts a program under {@code guard.mjs}, which watches for it. */
    static Process guarded(Path directory, String name, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("node", "guard.mjs"));
        whole.addAll(command);
        return start(directory, name, whole);
    }

    /** Runs a program to its end. */
    static void run(Path directory, String name, List<String> command) {
        try {
            if (start(directory, name, command).waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: see " + directory.resolve(name + ".log"));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
