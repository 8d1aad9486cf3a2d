package carillon.it;

import carillon.cluster.BrokerAddress;
import carillon.cluster.Cluster;
import carillon.cluster.LifelineJar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes what a test inside Payara Micro needs outside of it: a broker of its own, and the options in {@code arquillian.xml}.
 *
 * <p>Stands before Arquillian's extension, which reads them. Inside the container it does nothing.
 */
final class ContainerExtension implements BeforeAllCallback, AfterAllCallback {

    private static final String PORT_IN_PRE_BOOT = "${ENV=CARILLON_HTTP_PORT:8080}";
    private static final String ADDRESS_IN_PRE_BOOT = "${ENV=CARILLON_HTTP_ADDRESS:127.0.0.1}";

    /** Of a broker only. */
    private Cluster cluster;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (System.getProperty("carillon.build.dir") == null) {
            return;
        }
        cluster = Cluster.named("container").nodes(0).start();
        Path directory = Files.createDirectories(Path.of(System.getProperty("carillon.build.dir"), "it", "container", "node"));
        Path config = Files.createDirectories(directory.resolve("config"));
        Files.createDirectories(directory.resolve("tmp"));
        Files.copy(build("activemq-rar.rar"), config.resolve("activemq-rar.rar"), StandardCopyOption.REPLACE_EXISTING);
        int port = freePort();
        System.setProperty("carillon.container.port", String.valueOf(port));
        System.setProperty("carillon.container.java", options(java(directory)));
        System.setProperty("carillon.container.micro", options(List.of("--rootdir", directory.toString(), "--nohazelcast", "--disablephonehome",
                "--prebootcommandfile", preBoot(directory, port).toString(), "--postbootcommandfile", server("post-boot.asadmin").toString())));
    }

    private List<String> java(Path directory) throws IOException {
        BrokerAddress address = cluster.broker().address();
        return List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-javaagent:" + LifelineJar.in(directory),
                "-Djava.io.tmpdir=" + directory.resolve("tmp"), "-Dcarillon.broker.url=" + address.url(), "-Dcarillon.broker.user=" + address.user(),
                "-Dcarillon.broker.password=" + address.password(), "-Dcarillon.node=inside", "-Dcarillon.errors.max=7");
    }

    /**
     * The real file. Its two settings from the environment are filled in, for Arquillian hands on its own environment as it is; and the listener is open from
     * the start, for Arquillian reads the port from what the server says at the end of its boot (arquillian-payara-micro-managed 3.1).
     */
    private static Path preBoot(Path directory, int port) throws IOException {
        String commands = Files.readString(server("pre-boot.asadmin"));
        return Files.writeString(directory.resolve("pre-boot.asadmin"),
                commands.replace(PORT_IN_PRE_BOOT, String.valueOf(port)).replace(ADDRESS_IN_PRE_BOOT, "127.0.0.1")
                        .replace("http-listener.enabled=false", "http-listener.enabled=true"));
    }

    /** One line, as Arquillian wants it: a space in an option has a backslash before it. */
    private static String options(List<String> options) {
        return options.stream().map(option -> option.replace(" ", "\\ ")).collect(Collectors.joining(" "));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path build(String name) {
        return Path.of(System.getProperty("carillon.build.dir"), name);
    }

    private static Path server(String name) {
        return Path.of(System.getProperty("carillon.base.dir"), "server-config/payara-micro", name);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (cluster != null) {
            cluster.close();
        }
    }
}
