package carillon.faults.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A broker's configuration that is the production's but for how much may wait for one node: so little that a node that stops for a second loses some. */
final class Impatience {

    private static final String WAITS = "topicPrefetch=\"1000\"";
    private static final String LIMIT = "limit=\"50000\"";

    private Impatience() {
    }

    static Path in(Path directory, Path configuration) throws IOException {
        String text = Files.readString(configuration);
        if (!text.contains(WAITS) || !text.contains(LIMIT)) {
            throw new IllegalStateException("The broker's configuration has no longer what is to be changed");
        }
        return Files.writeString(directory.resolve("impatient.xml"), text.replace(WAITS, "topicPrefetch=\"50\"").replace(LIMIT, "limit=\"50\""));
    }
}
