package carillon.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A node of a cluster: a JVM that runs a server with the application, with its HTTP on loopback. */
public final class Node {

    /**
     * Two nodes on two cores are ready in 14 s with these, in 30 s without: the optimising compiler and the collector's threads
     * compete with the boot. For a measurement of speed give others, {@code -Dnode.options='-Xmx1g'}.
     */
    private static final String QUICK_START = "-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    private static final Duration READY_WITHIN = Duration.ofSeconds(300);
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(180);
    private static final Duration PROBE_WITHIN = Duration.ofSeconds(10);
    /** HTTP 1.1: the default offers an upgrade to 2, and one connection that stalls would then serve all later probes. */
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PROBE_WITHIN).build();

    private final String name;
    private final Path directory;
    private final int port;
    private final Server server;
    private final Map<String, String> settings;
    private final Jvm jvm;
    private boolean installed;

    Node(String name, Path directory, int port, Server server, Map<String, String> settings) {
        this.name = name;
        this.directory = directory;
        this.port = port;
        this.server = server;
        this.settings = settings;
        this.jvm = new Jvm(name, directory, arguments(), environment());
    }

    public String name() {
        return name;
    }

    /** The root of its application, for instance {@code http://127.0.0.1:8080/carillon}; no slash at the end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/carillon");
    }

    /** The number of its process, while it runs. */
    public long pid() {
        return jvm.handle().pid();
    }

    public boolean isAlive() {
        return jvm.isAlive();
    }

    /** Returns at once; see {@link #awaitReady()}. */
    public Node start() {
        if (!installed) {
            server.install(directory);
            installed = true;
        }
        requireFreePort();
        jvm.start();
        return this;
    }

    /** Says so if it can't be started because something listens on its port. */
    void requireFreePort() {
        if (!Ports.isFree(port)) {
            throw new ClusterException("Port " + port + " (" + name + ") is in use; choose another first port with -Dport=…");
        }
    }

    /** Returns when the node hears itself through the broker. */
    public Node awaitReady() {
        awaitProbe(200);
        return this;
    }

    /** Returns when the application answers, ready or not: what one waits for while there is no broker. */
    public Node awaitDeployed() {
        awaitProbe(503);
        return this;
    }

    /** The HTTP status of its readiness probe; 0 when there is no answer. */
    public int probe() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(uri() + "/health/ready")).timeout(PROBE_WITHIN).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException silent) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Ends it as an operator does; what then still runs after forty seconds is killed. */
    public void stop() {
        if (jvm.isAlive()) {
            jvm.resume();
            server.beforeStop(uri(), settings);
        }
        jvm.stop();
    }

    /**
     * Drains it by the operator's door, and stops it when it is drained.
     *
     * @param token the operator's secret, {@code carillon.ops.token}
     */
    public void drainAndStop(String token) {
        Awaitility.await(name + " is drained").atMost(DRAINED_WITHIN).pollInSameThread().pollInterval(Duration.ofMillis(100)).until(() -> drain(token).contains("drained"));
        stop();
    }

    /** Says that it shall drain; gives what it answers. */
    private String drain(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri() + "/ops/drain")).timeout(PROBE_WITHIN).header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody()).build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new ClusterException(name + " can't be drained: " + answer.statusCode());
        }
        return answer.body();
    }

    public void kill() {
        jvm.kill();
    }

    public void suspend() {
        jvm.suspend();
    }

    public void resume() {
        jvm.resume();
    }

    /** The file of what its process says, since it was last started. */
    public Path log() {
        return jvm.log().path();
    }

    /** The running process, to look at. */
    public ProcessHandle process() {
        return jvm.handle();
    }

    Jvm jvm() {
        return jvm;
    }

    private void awaitProbe(int enough) {
        try {
            Awaitility.await(name).atMost(READY_WITHIN).pollInSameThread().pollInterval(Duration.ofMillis(100))
                    .failFast(this::failIfHopeless).until(this::probe, status -> status == 200 || status == enough);
        } catch (ConditionTimeoutException late) {
            throw jvm.failure(name + " answers " + probe() + " to its readiness probe after " + READY_WITHIN.toSeconds() + " s");
        } catch (TerminalFailureException hopeless) {
            throw ClusterException.of(hopeless);
        }
    }

    private void failIfHopeless() {
        if (!jvm.isAlive()) {
            throw jvm.failure(name + " did not start");
        }
        // When that failed it serves 404.
        if (server.hasStarted(jvm.log()) && probe() == 404) {
            throw jvm.failure("The application was not deployed on " + name);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(server.environment(port));
        environment.put("CARILLON_NODE", name);
        environment.putAll(settings);
        return environment;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("-XX:+ExitOnOutOfMemoryError"));
        arguments.addAll(List.of(Options.text("node.options").orElse(QUICK_START).split(" +")));
        arguments.addAll(server.arguments(name, directory, port));
        return arguments;
    }
}
