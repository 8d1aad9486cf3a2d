package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.Patience;
import carillon.cluster.Cluster;
import carillon.cluster.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the load balancers do, run from the files in server-config (docs/operations.md). */
@ExtendWith(ClusterExtension.class)
class LoadBalancerIT {

    private static final int NODES = ClusterExtension.NODES;
    private static final Map<String, Integer> EVENLY = Map.of("node-1", 3, "node-2", 3, "node-3", 3);
    /** HAProxy checks once a second; nginx gives a node a second to say that it is ready. Without a check it takes 5 s, or 75. */
    private static final long CHECKED_MS = 3_900;

    /** On CI nothing is skipped silently. */
    private static Balancer start(LoadBalancer program, Cluster cluster) throws Exception {
        if (program.path().isEmpty() && "true".equals(System.getenv("CI"))) {
            fail(program.howToInstall());
        }
        assumeTrue(program.path().isPresent(), program.howToInstall());
        return Balancer.start(program, cluster);
    }

    @ParameterizedTest
    @EnumSource
    void clientsAreSpreadOverTheNodes(LoadBalancer program, Cluster cluster) throws Exception {
        try (Balancer balancer = start(program, cluster)) {
            assertThat(whereClientsGo(balancer.http(), 3 * NODES)).isEqualTo(EVENLY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyPagesOfTheBalancersOwnAddressMayConnect(LoadBalancer program, Cluster cluster) throws Exception {
        try (Balancer balancer = start(program, cluster)) {
            String http = "http://127.0.0.1:" + balancer.httpPort();
            String https = "https://127.0.0.1:" + balancer.httpsPort();
            assertThat(status(balancer, balancer.http(), "Origin: " + http)).isEqualTo(101);
            assertThat(status(balancer, balancer.http(), "Origin: http://evil.example")).isEqualTo(403);
            assertThat(status(balancer, balancer.https(), "Origin: " + https)).isEqualTo(101);
            assertThat(status(balancer, balancer.https(), "Origin: https://evil.example")).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAClientSaysOfItsSchemeIsNotBelieved(LoadBalancer program, Cluster cluster) throws Exception {
        try (Balancer balancer = start(program, cluster)) {
            assertThat(status(balancer, balancer.http(), "Origin: https://127.0.0.1:" + balancer.httpPort(), "X-Forwarded-Proto: https")).isEqualTo(403);
            assertThat(status(balancer, balancer.https(), "Origin: http://127.0.0.1:" + balancer.httpsPort(), "X-Forwarded-Proto: http")).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFrozenNodeHoldsNobodyUpForLongAndGetsItsShareWhenItWakes(LoadBalancer program, Cluster cluster) throws Exception {
        Node third = cluster.node(3);
        try (Balancer balancer = start(program, cluster)) {
            third.suspend();
            try {
                await().until(() -> millisToOpenOnAnother(balancer.http()) < CHECKED_MS);
            } finally {
                third.resume();
                third.awaitReady();
            }
            await().until(() -> whereClientsGo(balancer.http(), 3 * NODES), EVENLY::equals);
        }
    }

    /** Longer than any of the balancers' times for an answer: its pings keep it. */
    @ParameterizedTest
    @EnumSource
    void anEventStreamStaysAndIsNotHeldUp(LoadBalancer program, Cluster cluster) throws Exception {
        try (Balancer balancer = start(program, cluster); EventClient client = EventClient.following(balancer.http(), "balanced")) {
            await().until(() -> client.lines().stream().filter(line -> line.contains("\"ping\",")).count() >= 3);
            assertThat(client.end()).isNotDone();
            assertThat(Http.get(Uris.http(balancer.http(), "ops/drain")).statusCode()).as("the operator's door is not passed on").isEqualTo(404);
            assertThat(Http.get(Uris.http(balancer.http(), "metrics")).statusCode()).as("nor are the metrics").isEqualTo(404);
        }
    }

    /** The third of as many clients as there are nodes would be the frozen one's. */
    private static long millisToOpenOnAnother(URI address) {
        long start = System.nanoTime();
        assertThat(whereClientsGo(address, NODES)).doesNotContainKey("node-3");
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** Opens that many clients, which stay open meanwhile, and counts them by node. */
    private static Map<String, Integer> whereClientsGo(URI address, int count) {
        List<V1Client> clients = new ArrayList<>();
        Map<String, Integer> byNode = new TreeMap<>();
        try {
            for (int n = 0; n < count; n++) {
                clients.add(V1Client.silent(address));
                byNode.merge(nodeOf(clients.get(n)), 1, Integer::sum);
            }
        } finally {
            clients.forEach(V1Client::close);
        }
        return byNode;
    }

    private static String nodeOf(V1Client client) {
        try {
            return client.call("connect", "").getString("node");
        } catch (AssertionError silent) {
            throw new AssertionError(silent.getMessage() + "; heard " + client.lines()
                    + (client.wire().isOpen() ? "; still open" : "; ended with " + client.wire().awaitClosing()), silent);
        }
    }

    /** The status of a handshake with additional header lines. */
    private static int status(Balancer balancer, URI address, String... headers) throws Exception {
        try (Socket socket = address.getScheme().equals("https")
                ? balancer.certificate().trust().getSocketFactory().createSocket(address.getHost(), address.getPort())
                : new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(Patience.LONGEST_MS);
            socket.getOutputStream().write(request(address, headers).getBytes(StandardCharsets.UTF_8));
            return Integer.parseInt(firstLine(socket).split(" ")[1]);
        }
    }

    private static String request(URI address, String... headers) {
        return "GET " + address.getPath() + "/ws/news HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static String firstLine(Socket socket) throws IOException {
        String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).as("the status line").isNotNull();
        return line;
    }
}
