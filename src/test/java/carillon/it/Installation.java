package carillon.it;

import carillon.cluster.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What is installed in the directory of a {@link Variant}'s node: the adapter, and its own copy of the application, as they are delivered or as those of other versions
 * would be. To be used while the node does not run.
 *
 * @param node the directory
 */
record Installation(Path node) {

    /** Where the server keeps its own, below the node's directory. */
    static final String ROOT = "root";
    private static final Path APPLICATION = Path.of("carillon.war");

    /** Installs both as they are delivered, on a server that has nothing yet. */
    void asDelivered() {
        try {
            Directories.delete(node.resolve(ROOT));
            Files.copy(Directories.build().resolve(APPLICATION), node.resolve(APPLICATION), StandardCopyOption.REPLACE_EXISTING);
            adapter();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Installs the adapter as it is delivered. */
    Path adapter() {
        try {
            Path config = Files.createDirectories(node.resolve(ROOT).resolve("config"));
            return Files.copy(Directories.build().resolve("activemq-rar.rar"), config.resolve("activemq-rar.rar"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Installs both such that they say other versions of themselves; there is no older one to be had without a download.
     *
     * @param application version of the application
     * @param client version of the broker's client in the adapter
     */
    void ofVersions(String application, String client) {
        asDelivered();
        try (FileSystem war = FileSystems.newFileSystem(node.resolve(APPLICATION)); FileSystem rar = FileSystems.newFileSystem(node.resolve(ROOT).resolve("config/activemq-rar.rar"));
                DirectoryStream<Path> jars = Files.newDirectoryStream(rar.getPath("/"), "activemq-*.jar")) {
            Files.writeString(war.getPath("WEB-INF/classes/carillon/config/release.properties"), "version=" + application);
            for (Path jar : jars) {
                say(client, jar);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void say(String version, Path jar) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Path manifest = files.getPath("META-INF/MANIFEST.MF");
            Files.writeString(manifest, Files.readString(manifest).replaceFirst("(?m)^Implementation-Version: .*$", "Implementation-Version: " + version));
        }
    }
}
