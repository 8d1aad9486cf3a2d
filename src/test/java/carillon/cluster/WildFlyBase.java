package carillon.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The base directory of a WildFly with Carillon in it: the distribution's own, on which scripts of {@code server-config/wildfly} have been run. Made
 * when it is first asked for. Safe for use by any thread.
 */
final class WildFlyBase {

    static final String CONFIGURATION = "standalone-full.xml";
    private static final String ABSENT = "There is no WildFly: build with -Dserver=wildfly first";
    private static final int SCRIPT_SECONDS = 120;

    private final Path directory;
    private final List<String> scripts;
    /** Guarded by this. */
    private boolean made;

    /**
     * @param name of the directory, under {@code target/wildfly-base}
     * @param scripts their names, in the order in which they are run
     */
    WildFlyBase(String name, String... scripts) {
        this.directory = Directories.build().resolve("wildfly-base").resolve(name);
        this.scripts = List.of(scripts);
    }

    /** The unpacked distribution. */
    static Path home() {
        try (Stream<Path> unpacked = Files.list(Directories.build().resolve("wildfly"))) {
            return unpacked.filter(path -> Files.exists(path.resolve("jboss-modules.jar"))).findFirst().orElseThrow(() -> new ClusterException(ABSENT));
        } catch (IOException missing) {
            throw new ClusterException(ABSENT, missing);
        }
    }

    /** Where it is, ready to be copied. */
    synchronized Path made() {
        try {
            if (!made) {
                Directories.delete(directory);
                Directories.copy(home().resolve("standalone"), directory);
                for (String script : scripts) {
                    run(script);
                }
                made = true;
            }
            return directory;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As an operator runs it, where the application and the adapter are. */
    private void run(String script) throws IOException {
        LogFile log = new LogFile(directory.resolveSibling(directory.getFileName() + "-" + script + ".log"));
        File path = Directories.project().resolve("server-config/wildfly").resolve(script).toFile();
        ProcessBuilder builder = new ProcessBuilder("sh", home().resolve("bin/jboss-cli.sh").toString(), "--file=" + path)
                .directory(Directories.build().toFile()).redirectErrorStream(true).redirectOutput(log.path().toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xmx256m -Djboss.server.base.dir=" + directory);
        await(Children.add(builder.start()), script, log);
    }

    private static void await(Process process, String script, LogFile log) {
        try {
            if (!process.waitFor(SCRIPT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new ClusterException("The script " + script + " failed: " + log.tellingLine() + " (log: " + log.path() + ")");
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while " + script + " ran");
        }
    }
}
