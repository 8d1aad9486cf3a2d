package carillon.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Payara Micro with the adapter of ActiveMQ Classic.
 *
 * @param program what runs the application
 */
record PayaraMicro(List<String> program) implements Server {

    /** With the application as it is delivered: {@code target/carillon-node.jar}. */
    static PayaraMicro carillon() {
        return new PayaraMicro(List.of("-jar", jar().toString()));
    }

    @Override
    public void install(Path directory) {
        if (!Files.exists(jar())) {
            throw new ClusterException("Not built yet: run mvn package first (" + jar() + " is missing)");
        }
    }

    @Override
    public List<String> arguments(String name, Path directory, int port) {
        return program;
    }

    @Override
    public Map<String, String> environment(int port) {
        return Map.of("CARILLON_HTTP_ADDRESS", "127.0.0.1", "CARILLON_HTTP_PORT", Integer.toString(port));
    }

    @Override
    public boolean hasStarted(LogFile log) {
        return log.contains(" ready in ") || log.contains("Exception while deploying"); // the node's jar says only the latter
    }

    private static Path jar() {
        return Directories.build().resolve("carillon-node.jar");
    }
}
