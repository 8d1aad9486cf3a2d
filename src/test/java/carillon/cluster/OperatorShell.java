package carillon.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shell of an operator beside one WildFly node, where the application and the adapter are: {@code jboss-cli.sh} is found, and speaks to that node. */
public final class OperatorShell {

    private static final Pattern MANAGEMENT = Pattern.compile("WFLYSRV0060: .*http://127\\.0\\.0\\.1:(\\d+)/management");
    private static final int CONNECTING_MS = 120_000;

    private final Path configuration;

    private OperatorShell(Path configuration) {
        this.configuration = configuration;
    }

    /** Beside a node that runs. */
    public static OperatorShell beside(Node node) {
        try {
            Path own = Files.createDirectories(Directories.build().resolve("shell")).resolve(node.name() + "-cli.xml");
            String settings = Files.readString(WildFlyBase.home().resolve("bin/jboss-cli.xml"));
            Files.writeString(own, settings.replace("<port>9990</port>", "<port>" + managementPort(node) + "</port>").replace("<host>localhost</host>", "<host>127.0.0.1</host>")
                    .replace("<silent>", "<connection-timeout>" + CONNECTING_MS + "</connection-timeout><silent>"));
            return new OperatorShell(own);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As it said last. */
    private static String managementPort(Node node) throws IOException {
        try (Stream<String> lines = Files.lines(node.jvm().log().path())) {
            return lines.map(MANAGEMENT::matcher).filter(Matcher::find).map(found -> found.group(1)).reduce((earlier, later) -> later)
                    .orElseThrow(() -> new ClusterException(node.name() + " has not said where it is managed"));
        }
    }

    /**
     * Runs a line, as it is typed.
     *
     * @return what it printed
     * @throws ClusterException if it fails
     */
    public String run(String line) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).directory(Directories.build().toFile());
        builder.environment().merge("PATH", WildFlyBase.home().resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1 -Djboss.cli.config=" + configuration);
        return Shell.run(builder, configuration.getParent());
    }
}
