package carillon.it;

import carillon.cluster.Cluster;
import carillon.cluster.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Payara Micro nodes that are set up by hand from the pieces, as {@code server-config/payara-micro} says, but wrongly: with a line of the listener's descriptor that is
 * not as it is delivered.
 */
final class Variant {

    private static final String DESCRIPTOR = "WEB-INF/glassfish-ejb-jar.xml";
    private static final Path CONFIG = Directories.project().resolve("server-config/payara-micro");

    private Variant() {
    }

    /** A cluster that is not started. */
    static Cluster of(String name, int nodes, Map<String, String> changes) {
        Path build = Directories.build();
        Path home = build.resolve("it").resolve(name);
        Path war = home.resolve("carillon.war");
        Cluster cluster = Cluster.named(name).nodes(nodes).running("-jar", build.resolve("payara-micro/payara-micro.jar").toString(), "--rootdir", "root", "--nohazelcast", "--disablephonehome",
                "--prebootcommandfile", CONFIG.resolve("pre-boot.asadmin").toString(), "--postbootcommandfile", CONFIG.resolve("post-boot.asadmin").toString(),
                "--deploy", war.toString()).build();
        try {
            war(war, DESCRIPTOR, changes);
            for (int n = 1; n <= nodes; n++) {
                Path config = Files.createDirectories(home.resolve("node-" + n).resolve("root/config"));
                Files.copy(build.resolve("activemq-rar.rar"), config.resolve("activemq-rar.rar"));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return cluster;
    }

    /** Copies the application, with other texts in one of its files. */
    static void war(Path war, String file, Map<String, String> changes) {
        try {
            Files.createDirectories(war.getParent());
            Files.copy(Directories.build().resolve("carillon.war"), war, StandardCopyOption.REPLACE_EXISTING);
            try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
                Path changed = files.getPath(file);
                String text = Files.readString(changed);
                for (Map.Entry<String, String> change : changes.entrySet()) {
                    if (!text.contains(change.getKey())) {
                        throw new IllegalStateException(file + " has no " + change.getKey());
                    }
                    text = text.replace(change.getKey(), change.getValue());
                }
                Files.writeString(changed, text);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
