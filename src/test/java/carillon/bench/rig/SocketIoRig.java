package carillon.bench.rig;

import carillon.bench.wire.SocketIoSpeech;
import carillon.bench.wire.Speech;
import carillon.cluster.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.awaitility.Awaitility;

/** Node.js processes with Socket.IO, and a Redis between them; all on loopback. */
record SocketIoRig(List<URI> nodes, List<Process> servers, Process redis) implements Rig {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Optional<String> missing() {
        return Commands.missing("node", "npm", "redis-server").map(what -> "Socket.IO is left out: there is no " + what + " here");
    }

    static Rig start(int count) {
        Path directory = SocketIoFiles.installed();
        int redisPort = Ports.free();
        Process redis = Commands.guarded(directory, "redis", List.of("redis-server", "--bind", "127.0.0.1", "--port", Integer.toString(redisPort),
                "--save", "", "--appendonly", "no"));
        await(redisPort);
        List<Process> servers = new ArrayList<>();
        List<URI> nodes = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            int port = Ports.free();
            servers.add(Commands.start(directory, "node-" + n, List.of("node", "--expose-gc", "server.mjs", Integer.toString(port), Integer.toString(redisPort))));
            await(port);
            nodes.add(URI.create("http://127.0.0.1:" + port));
        }
        return new SocketIoRig(nodes, servers, redis);
    }

    private static void await(int port) {
        Awaitility.await().atMost(STARTS_WITHIN).pollInSameThread().pollInterval(Duration.ofMillis(50)).until(() -> Ports.isListening(port));
    }

    @Override
    public Speech speech() {
        return new SocketIoSpeech();
    }

    @Override
    public List<ProcessHandle> nodeProcesses() {
        return servers.stream().map(Process::toHandle).toList();
    }

    @Override
    public List<ProcessHandle> brokerProcesses() {
        return redis.children().toList();
    }

    @Override
    public OptionalDouble heap() {
        return OptionalDouble.of(nodes.stream().mapToDouble(SocketIoRig::heap).sum());
    }

    private static double heap(URI node) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(node + "/heap")).build();
            return Double.parseDouble(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        servers.forEach(Commands::end);
        Commands.end(redis);
    }
}
