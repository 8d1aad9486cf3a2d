package carillon.faults.stage;

import carillon.cluster.ClusterException;
import carillon.cluster.Directories;
import carillon.cluster.Node;
import carillon.cluster.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** HAProxy as {@code server-config/haproxy} has it, in front of the nodes. It keeps its port when it is killed and started again. */
public final class HaProxy implements AutoCloseable {

    public static final String HOW_TO_INSTALL = "haproxy is not installed; on Debian: apt-get install haproxy";
    /** The shell ends it when standard input ends, which is when this JVM is gone. Nobody else may end the shell: it would leave its child behind. */
    private static final String UNTIL_INPUT_ENDS = "\"$@\" & child=$!; cat; kill -9 $child; wait $child";

    private final int port = Ports.free();
    private final Path socket;
    private final Path log;
    private final Map<String, String> environment = new TreeMap<>();
    private Process process;

    HaProxy(Path directory, List<Node> nodes) {
        try {
            socket = Files.createTempDirectory("carillon-faults").resolve("admin"); // the path of a socket may have 100 characters
            log = Files.createDirectories(directory).resolve("haproxy.log");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        environment.putAll(Map.of("CARILLON_UNPRIVILEGED", "1", "CARILLON_MAXCONN", "3000", "CARILLON_BIND", "127.0.0.1:" + port, "CARILLON_ADMIN_SOCKET", socket.toString()));
        for (int n = 1; n <= nodes.size(); n++) {
            environment.put("CARILLON_NODE_" + n, nodes.get(n - 1).uri().getAuthority());
        }
    }

    /** The program on this machine. */
    public static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin")).map(directory -> Path.of(directory, "haproxy"))
                .filter(Files::isExecutable).findFirst();
    }

    /** Returns when it listens. */
    public HaProxy start() {
        String files = Directories.project().resolve("server-config/haproxy/carillon.cfg").toString();
        String haproxy = program().orElseThrow(() -> new ClusterException(HOW_TO_INSTALL)).toString();
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", UNTIL_INPUT_ENDS, "sh", haproxy, "-db", "-f", files).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Awaitility.await("haproxy").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(() -> Ports.isListening(port));
        return this;
    }

    /** Ends it at once, with all connections that go through it. */
    public void kill() {
        try {
            process.getOutputStream().close();
            process.onExit().join();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The WebSocket of the application, through it. */
    public URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port + "/carillon/ws");
    }

    public int port() {
        return port;
    }

    /** Takes a node out and ends the connections to it. */
    public void moveAway(String node) {
        tell("set server carillon/" + node + " state drain");
        tell("shutdown sessions server carillon/" + node);
    }

    public void takeBack(String node) {
        tell("set server carillon/" + node + " state ready");
    }

    /** Whether it sends clients to all nodes. */
    public boolean seesAll() {
        return tell("show stat").lines().filter(line -> line.startsWith("carillon,node-")).allMatch(line -> line.contains(",UP,"));
    }

    private String tell(String command) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
            StringBuilder answer = new StringBuilder();
            for (ByteBuffer in = ByteBuffer.allocate(16_384); channel.read(in) >= 0; in.clear()) {
                answer.append(StandardCharsets.US_ASCII.decode(in.flip()));
            }
            return answer.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
        try {
            Directories.delete(socket.getParent());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
