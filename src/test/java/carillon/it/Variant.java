package carillon.it;

import carillon.cluster.Cluster;
import carillon.cluster.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Payara Micro nodes that are set up by hand from the pieces, as {@code server-config/payara-micro} says, but wrongly: with a line of the listener's descriptor, or a
 * resource, that is not as it is delivered.
 */
final class Variant {

    /** What makes the resources. */
    static final Path POST_BOOT = Directories.project().resolve("server-config/payara-micro/post-boot.asadmin");
    private static final String DESCRIPTOR = "WEB-INF/glassfish-ejb-jar.xml";

    private Variant() {
    }

    /** A cluster that is not started. */
    static Cluster of(String name, int nodes, Map<String, String> changes) {
        Path home = Directories.build().resolve("it").resolve(name);
        Path war = home.resolve("carillon.war");
        Cluster cluster = of(Cluster.named(name).nodes(nodes), POST_BOOT, war);
        war(war, DESCRIPTOR, changes);
        IntStream.rangeClosed(1, nodes).mapToObj(n -> new Installation(home.resolve("node-" + n))).forEach(Installation::adapter);
        return cluster;
    }

    /**
     * A cluster that is not started, and whose nodes have no adapter yet.
     *
     * @param postBoot what makes the resources
     * @param war the application; below the directory of each node if it is not absolute
     */
    static Cluster of(Cluster.Builder cluster, Path postBoot, Path war) {
        return cluster.running("-jar", Directories.build().resolve("payara-micro/payara-micro.jar").toString(), "--rootdir", Installation.ROOT, "--nohazelcast", "--disablephonehome",
                "--prebootcommandfile", POST_BOOT.resolveSibling("pre-boot.asadmin").toString(), "--postbootcommandfile", postBoot.toString(),
                "--postdeploycommandfile", POST_BOOT.resolveSibling("post-deploy.asadmin").toString(), "--deploy", war.toString()).build();
    }

    /** Copies the application, with other texts in one of its files. */
    static void war(Path war, String file, Map<String, String> changes) {
        try {
            Files.createDirectories(war.getParent());
            Files.copy(Directories.build().resolve("carillon.war"), war, StandardCopyOption.REPLACE_EXISTING);
            try (FileSystem files = FileSystems.newFileSystem(war)) {
                change(files.getPath(file), changes);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Puts other texts into a file, each of which has to be there. */
    static void change(Path file, Map<String, String> changes) throws IOException {
        String text = Files.readString(file);
        for (Map.Entry<String, String> change : changes.entrySet()) {
            if (!text.contains(change.getKey())) {
                throw new IllegalStateException(file + " has no " + change.getKey());
            }
            text = text.replace(change.getKey(), change.getValue());
        }
        Files.writeString(file, text);
    }
}
