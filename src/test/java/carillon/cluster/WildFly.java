package carillon.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * WildFly, with a base directory of its own for each node.
 *
 * @param base what is copied for each node
 */
record WildFly(WildFlyBase base) implements Server {

    /** What its own start scripts open of the JDK. */
    private static final Pattern MODULES = Pattern.compile("--add-(?:exports|opens)=[\\w.]+/[\\w.]+=ALL-UNNAMED");

    @Override
    public void install(Path directory) {
        try {
            Directories.copy(base.made(), own(directory));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public List<String> arguments(String name, Path directory, int port) {
        Path home = WildFlyBase.home();
        Path own = own(directory);
        List<String> arguments = new ArrayList<>(modules(home));
        arguments.addAll(List.of("-Djava.net.preferIPv4Stack=true", "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Dorg.jboss.boot.log.file=" + own.resolve("log/server.log"), "-Dlogging.configuration=file:" + own.resolve("configuration/logging.properties"),
                "-jar", home.resolve("jboss-modules.jar").toString(), "-mp", home.resolve("modules").toString(), "org.jboss.as.standalone",
                "-Djboss.home.dir=" + home, "-Djboss.server.base.dir=" + own, "-c", WildFlyBase.CONFIGURATION, "-Djboss.tx.node.id=" + name,
                "-Djboss.http.port=" + port, "-Djboss.management.http.port=" + Ports.free()));
        return arguments;
    }

    @Override
    public Map<String, String> environment(int port) {
        return Map.of();
    }

    /** Told to end, it closes all WebSockets before the application hears of it. */
    @Override
    public void beforeStop(URI application, Map<String, String> settings) {
        if (settings.containsKey("CARILLON_OPS_TOKEN")) {
            Path script = Directories.project().resolve("server-config/wildfly/drain.sh");
            ProcessBuilder drain = new ProcessBuilder("sh", script.toString()).inheritIO();
            drain.environment().put("CARILLON_URL", application.toString());
            drain.environment().put("CARILLON_OPS_TOKEN", settings.get("CARILLON_OPS_TOKEN"));
            await(drain);
        }
    }

    /** However it ends: what can't be drained is stopped all the same. */
    private static void await(ProcessBuilder drain) {
        try {
            Children.add(drain.start()).waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** With errors or without. */
    @Override
    public boolean hasStarted(LogFile log) {
        return log.contains("WFLYSRV0025") || log.contains("WFLYSRV0026");
    }

    private static Path own(Path directory) {
        return directory.resolve("standalone");
    }

    private static List<String> modules(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("bin/common.sh"))) {
            return lines.flatMap(line -> MODULES.matcher(line).results()).map(MatchResult::group).toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
