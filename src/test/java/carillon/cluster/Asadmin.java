package carillon.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Payara's asadmin, and the scripts that use it, at one domain.
 *
 * @param payara where the server is unpacked
 * @param port the domain's port for administration
 * @param output the directory for what commands print
 * @param target the instance or group that scripts are for
 */
public record Asadmin(Path payara, int port, Path output, String target) {

    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    /** Runs a command; what it printed. An error if it fails. */
    public String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program(), "--interactive=false", "--terse", "--port", Integer.toString(port)));
        command.addAll(List.of(arguments));
        return run(command, Map.of());
    }

    /** Runs a shell script with settings in its environment; what it printed. An error if it fails. */
    public String script(Path script, Map<String, String> settings) {
        return run(List.of("sh", script.toString()), settings);
    }

    private String program() {
        return payara.resolve("bin/asadmin").toString();
    }

    private String run(List<String> command, Map<String, String> settings) {
        return Shell.run(builder(command, settings), output);
    }

    private ProcessBuilder builder(List<String> command, Map<String, String> settings) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("CARILLON_"));
        builder.environment().putAll(Map.of("ASADMIN", program() + " --port " + port, "TARGET", target, "AS_EXTRA_JAVA_OPTS", QUICK_START));
        builder.environment().putAll(settings);
        return builder;
    }
}
