package carillon.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A Java process that can be started and ended many times, with a directory and a log file of its own.
 *
 * <p>One thread at a time starts and ends it; any may look.
 */
final class Jvm {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    /** More than a node takes to send its clients away. */
    private static final Duration GRACE = Duration.ofSeconds(40);

    private final String name;
    private final Path directory;
    private final LogFile log;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private volatile Process process;

    /**
     * @param directory where it works; its temporary files are in {@code tmp} there and are removed before each start
     * @param arguments of the {@code java} command
     * @param environment added to this process's own, from which every {@code CARILLON_} variable is taken away
     */
    Jvm(String name, Path directory, List<String> arguments, Map<String, String> environment) {
        this.name = name;
        this.directory = directory;
        this.log = new LogFile(directory.resolveSibling(name + ".log"));
        this.arguments = List.copyOf(arguments);
        this.environment = Map.copyOf(environment);
    }

    String name() {
        return name;
    }

    LogFile log() {
        return log;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The running process, to look at. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Completed with the exit code once the running process has ended. */
    CompletableFuture<Integer> end() {
        return process.onExit().thenApply(Process::exitValue);
    }

    void start() {
        if (isAlive()) {
            throw new IllegalStateException(name + " is running");
        }
        try {
            process = Children.add(builder().start());
        } catch (IOException failed) {
            throw new ClusterException("Can't start " + name + ": " + failed.getMessage(), failed);
        }
    }

    /** Asks it to end, and ends it after forty seconds if it has not. */
    void stop() {
        if (isAlive()) {
            resume();
            signal("TERM"); // Process.destroy() would close its input too, and then its lifeline halts it
            awaitEnd(GRACE);
        }
    }

    /** Ends it at once, as {@code kill -9} does. */
    void kill() {
        if (isAlive()) {
            process.destroyForcibly();
            awaitEnd(GRACE);
        }
    }

    void suspend() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    /** One line: what went wrong, the most telling line of the log, and where the rest is. */
    ClusterException failure(String what) {
        return new ClusterException(what + ": " + log.tellingLine() + " (log: " + log.path() + ")");
    }

    private void awaitEnd(Duration longest) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepPreviousLog() throws IOException {
        if (Files.exists(log.path())) {
            Files.move(log.path(), log.path().resolveSibling(name + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private ProcessBuilder builder() throws IOException {
        Path temporary = directory.resolve("tmp");
        Directories.delete(temporary);
        Files.createDirectories(temporary);
        keepPreviousLog();
        List<String> command = new ArrayList<>(List.of(JAVA.toString(),
                "-javaagent:" + LifelineJar.in(directory), "-Djava.io.tmpdir=" + temporary));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(log.path().toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("CARILLON_"));
        builder.environment().putAll(environment);
        return builder;
    }
}
