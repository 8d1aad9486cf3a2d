package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.Patience;
import carillon.ProxyAddressesTest;
import carillon.cluster.Cluster;
import carillon.cluster.Needed;
import carillon.cluster.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

    private static Balancer start(LoadBalancer program, Cluster cluster) throws Exception {
        Needed.program(program.path().isPresent(), program.howToInstall());
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
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatNoClientNeedsIsNotPassedOnHoweverItIsSpelled(LoadBalancer program, Cluster cluster) throws Exception {
        try (Balancer balancer = start(program, cluster)) {
            List<String> passed = new ArrayList<>();
            for (String path : ProxyAddressesTest.HOSTILE) {
                int status = get(balancer, path);
                if (status != 400 && status != 404) {
                    passed.add(path + " " + status);
                }
            }
            assertThat(passed).isEmpty();
            for (String page : List.of("/", "/index.html", "/carillon.js", "/js/main.js", "/examples/portal.html", "/health/ready", "/health/cluster")) {
                assertThat(get(balancer, "/carillon" + page)).as(page).isEqualTo(200);
            }
        }
    }

    private static int get(Balancer balancer, String path) {
        try (RawSocket socket = RawSocket.to(balancer.http())) {
            return socket.request("GET " + path + " HTTP/1.1\r\nHost: " + balancer.http().getAuthority() + "\r\n\r\n");
        }
    }

    /** A publication reaches another node if the first can't have had it, and none is published twice. Sent by Java's client as Java makes it, which offers HTTP/2. */
    @Test
    void nothingThatIsPostedFailsWhileANodeIsKilledAndBootsAgain(Cluster cluster) throws Exception {
        Node third = cluster.node(3);
        try (Balancer haproxy = start(LoadBalancer.HAPROXY, cluster); Balancer nginx = start(LoadBalancer.NGINX, cluster);
                V1Client client = V1Client.connected(cluster.node(1).uri(), "balanced.posts")) {
            Posts posts = new Posts("balanced.posts", List.of(haproxy.http(), nginx.http()));
            third.kill();
            try {
                for (int n = 0; n < 60; n++) {
                    posts.toEach();
                }
            } finally {
                third.start();
            }
            await().pollInSameThread().pollInterval(Duration.ofMillis(100)).until(() -> {
                posts.toEach();
                return third.probe() == 200;
            });
            assertThat(posts.failures()).as("of " + posts.sent()).isEmpty();
            await().until(() -> client.count() >= posts.sent());
            assertThat(client.count()).isEqualTo(posts.sent());
        } finally {
            third.awaitReady();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressAsLongAsTheNodesTakeIsPassedOn(LoadBalancer program, Cluster cluster) throws Exception {
        String[] channels = IntStream.range(0, 100).mapToObj(n -> "balanced." + "x".repeat(120) + "." + n).toArray(String[]::new);
        try (Balancer balancer = start(program, cluster); EventClient client = EventClient.following(balancer.http(), channels)) {
            await().until(() -> !client.lines().isEmpty());
            assertThat(client.lines().get(0)).contains("\"connected\"").contains(channels[99]);
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
