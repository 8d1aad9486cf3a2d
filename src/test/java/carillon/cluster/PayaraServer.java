package carillon.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Payara Server, with a domain of its own for each node.
 *
 * @param base what is copied for each node
 */
record PayaraServer(PayaraServerBase base) implements Server {

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
        return base.command(own(directory), port);
    }

    @Override
    public Map<String, String> environment(int port) {
        return Map.of();
    }

    /** It says nothing when all is deployed, but when something can't be. */
    @Override
    public boolean hasStarted(LogFile log) {
        return log.contains("Exception while loading the app");
    }

    private static Path own(Path directory) {
        return directory.resolve("domain");
    }
}
