package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Has the TypeScript compiler judge the declarations of the browser's library, as those see them who installed the npm package. */
class TypeScriptTest {

    private static final Path USE = Path.of("src/test/ts");
    private static final Path PACKAGE = Path.of("target/npm");
    /** Where the webjar has the compiler; the version comes after it. */
    private static final String COMPILER = "META-INF/resources/webjars/typescript/";

    @TempDir
    private Path directory;

    @BeforeAll
    static void requireNode() {
        NodeTool.require();
    }

    @Test
    void acceptsTheDeclarationsStrictly() throws Exception {
        copy(USE, directory);
        copy(PACKAGE, directory.resolve("node_modules/carillon"));
        NodeTool.Run run = NodeTool.run(directory, unpackedCompiler().toString(), "-p", ".");
        assertThat(run.exit()).as(run.output()).isZero();
    }

    private Path unpackedCompiler() throws IOException {
        URL url = Collections.list(getClass().getClassLoader().getResources(COMPILER)).get(0);
        try (JarFile jar = ((JarURLConnection) url.openConnection()).getJarFile()) {
            List<JarEntry> entries = jar.stream().filter(entry -> !entry.isDirectory() && entry.getName().matches(COMPILER + "[^/]+/lib/[^/]+")).toList();
            for (JarEntry entry : entries) {
                Files.copy(jar.getInputStream(entry), Files.createDirectories(directory.resolve("tsc")).resolve(Path.of(entry.getName()).getFileName().toString()));
            }
        }
        Files.writeString(directory.resolve("tsc/package.json"), "{}");
        return directory.resolve("tsc/tsc.js");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
