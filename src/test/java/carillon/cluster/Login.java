package carillon.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/**
 * The file in which the launcher leaves where the broker is and how one logs in, for {@link SendCommand} to find.
 *
 * <p>Only its owner may read it. The password is made once and kept.
 */
record Login(Path file) {

    private static final int PASSWORD_BYTES = 18;

    static Login inBuild() {
        return new Login(Directories.build().resolve("cluster").resolve("broker.properties"));
    }

    String password() {
        return read().map(BrokerAddress::password).orElseGet(Login::newPassword);
    }

    Optional<BrokerAddress> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties values = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            values.load(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Optional.of(new BrokerAddress(values.getProperty("url"), values.getProperty("user"), values.getProperty("password")));
    }

    void write(BrokerAddress address) {
        Properties values = new Properties();
        values.setProperty("url", address.url());
        values.setProperty("user", address.user());
        values.setProperty("password", address.password());
        try {
            createForOwner();
            try (Writer out = Files.newBufferedWriter(file)) {
                values.store(out, "The broker of mvn -Pcluster");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void createForOwner() throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.createFile(file, ownerOnly());
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
