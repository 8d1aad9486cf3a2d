package carillon;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the scripts, {@code src/test/js}, in Node. */
class JavaScriptTest {

    private static final Path TESTS = Path.of("src/test/js");
    private static final Path BUILT = Path.of("target/client");

    @BeforeAll
    static void requireNode() {
        NodeTool.require();
    }

    @TestFactory
    Stream<DynamicTest> passes() throws IOException {
        return dynamicTests(NodeTool.tests(TESTS));
    }

    /** What tests the library from outside is run on the files that are made of its sources, too. */
    @TestFactory
    Stream<DynamicTest> passesOnTheBuiltLibrary(@TempDir Path directory) throws IOException {
        copy(BUILT, Files.createDirectories(directory.resolve("main/webapp")));
        Path tests = Files.createDirectories(directory.resolve("test/js"));
        copy(TESTS, tests);
        Files.copy(Path.of("src/main/package.json"), directory.resolve("main/package.json"));
        return dynamicTests(NodeTool.tests(tests).stream().filter(JavaScriptTest::needsLibraryOnly).toList());
    }

    private static Stream<DynamicTest> dynamicTests(List<Path> files) {
        return files.stream().map(file -> dynamicTest(file.getFileName().toString(), () -> NodeTool.test(file)));
    }

    private static boolean needsLibraryOnly(Path file) {
        try {
            String script = Files.readString(file, StandardCharsets.UTF_8);
            return !script.contains("/webapp/js/") && !script.contains("/webapp/client/") && !script.contains("carillon-feed") && !script.contains("node:fs");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
