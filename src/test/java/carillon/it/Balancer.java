package carillon.it;

import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A load balancer in front of the nodes of a cluster, run from the files in {@code server-config}, on loopback.
 *
 * <p>The shell that starts it ends it when standard input ends, which is when this JVM is gone, however that came about.
 */
final class Balancer implements AutoCloseable {

    private static final String UNTIL_INPUT_ENDS = "\"$@\" & child=$!; cat; kill $child; wait $child";

    private final LoadBalancer program;
    private final Path directory;
    private final Certificate certificate;
    private final int httpPort = freePort();
    private final int httpsPort = freePort();
    private final Map<String, String> environment = new HashMap<>();
    private Process process;

    private Balancer(LoadBalancer program, Path directory, Certificate certificate) {
        this.program = program;
        this.directory = directory;
        this.certificate = certificate;
    }

    /** Starts one and returns when it listens. */
    static Balancer start(LoadBalancer program, Cluster cluster) throws Exception {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of(System.getProperty("carillon.build.dir", "target"), "it").toAbsolutePath()), program.command());
        Balancer balancer = new Balancer(program, directory, Certificate.in(directory));
        balancer.run(program.prepare(balancer, cluster.nodes().stream().map(node -> node.uri().getAuthority()).toList()));
        return balancer;
    }

    private void run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", UNTIL_INPUT_ENDS, "sh", program.path().orElseThrow().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        try {
            await().pollInterval(Duration.ofMillis(20)).ignoreException(ConnectException.class)
                    .untilAsserted(() -> new Socket(InetAddress.getLoopbackAddress(), httpsPort).close());
        } catch (ConditionTimeoutException silent) {
            close();
            throw new AssertionError(program.command() + " did not start: " + Files.readString(log()), silent);
        }
    }

    /** What {@link LoadBalancer#prepare} wants it to find in its environment. */
    Map<String, String> environment() {
        return environment;
    }

    Path directory() {
        return directory;
    }

    Certificate certificate() {
        return certificate;
    }

    int httpPort() {
        return httpPort;
    }

    int httpsPort() {
        return httpsPort;
    }

    /** The root of the application, as {@link carillon.cluster.Node#uri()} has it. */
    URI http() {
        return URI.create("http://127.0.0.1:" + httpPort + "/carillon");
    }

    URI https() {
        return URI.create("https://127.0.0.1:" + httpsPort + "/carillon");
    }

    private Path log() {
        return directory.resolve(program.command() + ".log");
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }
}
