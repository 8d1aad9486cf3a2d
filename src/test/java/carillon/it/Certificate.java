package carillon.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a self-signed certificate for 127.0.0.1, made anew in a directory of a test. */
final class Certificate {

    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final KeyStore store;

    private Certificate(Path directory, KeyStore store) {
        this.directory = directory;
        this.store = store;
    }

    /** Makes one; the directory exists. */
    static Certificate in(Path directory) throws Exception {
        Path file = directory.resolve("certificate.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "test",
                "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12",
                "-storepass", PASSWORD, "-keystore", file.toString()).redirectErrorStream(true).redirectOutput(directory.resolve("keytool.log").toFile()).start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(directory.resolve("keytool.log")));
        }
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return new Certificate(directory, store).write();
        }
    }

    private Certificate write() throws GeneralSecurityException, IOException {
        String chain = pem("CERTIFICATE", store.getCertificate("test").getEncoded());
        String key = pem("PRIVATE KEY", store.getKey("test", PASSWORD.toCharArray()).getEncoded());
        Files.writeString(chainFile(), chain);
        Files.writeString(keyFile(), key);
        Files.writeString(bothFile(), chain + key);
        return this;
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    Path chainFile() {
        return directory.resolve("chain.pem");
    }

    Path keyFile() {
        return directory.resolve("key.pem");
    }

    /** Certificate and key, as HAProxy wants them. */
    Path bothFile() {
        return directory.resolve("both.pem");
    }

    /** Trusts this certificate and no other. */
    SSLContext trust() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", store.getCertificate("test"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
