package carillon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The machine's own Node, which runs the tests of the scripts. Without it they are skipped, but not where CI runs. */
final class NodeTool {

    /** The first whose {@code node --test} these files run in. */
    private static final int OLDEST = 18;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 120;
    private static final String MISSING = "The tests of the scripts need Node " + OLDEST + " or later (Debian: apt-get install nodejs).";

    /** How a run ended, and what it printed. */
    record Run(int exit, String output) {
    }

    private NodeTool() {
    }

    /** Skips the test that asks, with a line that says why, where Node is missing; fails it where CI runs. */
    static void require() {
        if (version().orElse(0) >= OLDEST) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(MISSING);
        }
        System.out.println("Skipped: " + MISSING);
        abort(MISSING);
    }

    /** Runs it in a directory. */
    static Run run(Path directory, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("node", ".log");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("node"), Stream.of(arguments)).toList());
        builder.environment().putAll(Map.of("CARILLON_BUILD_DIR", Path.of("target").toAbsolutePath().toString()));
        Process process = builder.directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("node ends within " + PATIENCE_SECONDS + " s").isTrue();
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /** Runs the tests of one file. */
    static void test(Path file) throws IOException, InterruptedException {
        Run run = run(Path.of("."), "--test", file.toString());
        assertThat(run.exit).as(run.output).isZero();
        assertThat(run.output).as("at least one test ran").containsPattern("(# |ℹ )pass [1-9]");
    }

    /** The files of tests in a directory. */
    static List<Path> tests(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".test.mjs")).sorted().toList();
            assertThat(files).as("tests in " + directory).isNotEmpty();
            return files;
        }
    }

    private static Optional<Integer> version() {
        try {
            Matcher version = VERSION.matcher(run(Path.of("."), "--version").output);
            return version.matches() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
