package carillon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the page's scripts, {@code src/test/js}, in Node. Without Node they are skipped, but not where CI runs. */
class JavaScriptTest {

    private static final Path TESTS = Path.of("src/test/js");
    /** The first whose {@code node --test} these files run in. */
    private static final int OLDEST = 18;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
    private static final int PATIENCE_SECONDS = 60;
    private static final String MISSING = "The tests of the scripts need Node " + OLDEST + " or later (Debian: apt-get install nodejs).";

    private record Run(int exit, String output) {
    }

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> passes() throws Exception {
        if (nodeVersion().orElse(0) >= OLDEST) {
            return files().stream().map(file -> dynamicTest(file.getFileName().toString(), () -> passes(file)));
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(MISSING);
        }
        System.out.println("Skipped: " + MISSING);
        return Stream.of(dynamicTest("Node", () -> abort(MISSING)));
    }

    private void passes(Path file) throws Exception {
        Run run = node("--test", file.toString());
        assertThat(run.exit).as(run.output).isZero();
        assertThat(run.output).as("at least one test ran").containsPattern("(# |ℹ )pass [1-9]");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(TESTS)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".test.mjs")).sorted().toList();
            assertThat(files).as("tests in " + TESTS).isNotEmpty();
            return files;
        }
    }

    /** The major version of the Node on the PATH; empty if there is none. */
    private Optional<Integer> nodeVersion() throws Exception {
        try {
            Matcher version = VERSION.matcher(node("--version").output);
            return version.matches() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private Run node(String... arguments) throws Exception {
        Path output = Files.createTempFile(directory, "node", ".log");
        Process process = new ProcessBuilder(Stream.concat(Stream.of("node"), Stream.of(arguments)).toList())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("node ends within " + PATIENCE_SECONDS + " s").isTrue();
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
