package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.matrix.Shows;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All nodes are restarted one after the other, under load: by the operator's door, and as the server is stopped. */
@Shows("Rolling restarts lose and double nothing")
@ExtendWith(ClusterExtension.class)
class DrainIT {

    private static final String CHANNEL = "drain";
    private static final int CLIENTS_A_NODE = 4;

    private final AtomicBoolean stop = new AtomicBoolean();

    @AfterEach
    void allIsUp(Cluster cluster) {
        stop.set(true);
        cluster.nodes().stream().filter(node -> !node.isAlive()).forEach(Node::start);
        cluster.nodes().forEach(Node::awaitReady);
    }

    private static List<URI> uris(Cluster cluster) {
        return cluster.nodes().stream().map(Node::uri).toList();
    }

    /** Publishes numbers until it is told to stop; gives how many were published. */
    private CompletableFuture<Integer> load(Roamer publisher, String name) {
        CompletableFuture<Integer> published = new CompletableFuture<>();
        new Thread(() -> {
            try {
                int n = 0;
                while (!stop.get()) {
                    n++;
                    publisher.publish(Tally.payload(name, n), name + "-" + n);
                    Roamer.pause(10);
                }
                published.complete(n);
            } catch (RuntimeException | AssertionError failure) {
                published.completeExceptionally(failure);
            }
        }, "publisher " + name).start();
        return published;
    }

    @Test
    void nothingIsLostOrDoubledAndAllHearOnElsewhereWhileANodeIsDownWhenAllNodesAreRestarted(Cluster cluster) {
        List<Roamer> crowd = new ArrayList<>();
        Map<String, CompletableFuture<Integer>> loads = new HashMap<>();
        for (int n = 0; n < cluster.nodes().size(); n++) {
            for (int i = 0; i < CLIENTS_A_NODE; i++) {
                crowd.add(Roamer.from(uris(cluster), n, CHANNEL));
            }
        }
        for (int n = 0; n < cluster.nodes().size(); n++) {
            loads.put("p" + n, load(crowd.get(n * CLIENTS_A_NODE), "p" + n));
        }
        await().until(() -> crowd.stream().allMatch(one -> one.count() > 200));
        restart(cluster.node(1), () -> cluster.node(1).drainAndStop(ClusterExtension.OPS_TOKEN), crowd);
        restart(cluster.node(2), () -> cluster.node(2).stop(), crowd);
        restart(cluster.node(3), () -> cluster.node(3).stop(), crowd);
        stop.set(true);
        Map<String, Integer> published = new HashMap<>();
        loads.forEach((name, load) -> published.put(name, load.join()));
        int total = published.values().stream().mapToInt(Integer::intValue).sum();
        await().untilAsserted(() -> assertThat(crowd).allMatch(one -> one.count() >= total, total + " publications"));
        System.out.println("Published " + published + "; silent for " + longest(crowd, Roamer::longestMove) + " from one node to the next, for " + longest(crowd, Roamer::longestSilence)
                + " on one.");
        for (Roamer one : crowd) {
            Tally tally = Tally.of(one.data(), published);
            assertThat(List.of(tally.lost(), tally.doubled())).as("lost, doubled").containsExactly(0, 0);
            assertThat(one.closings()).isNotEmpty().allMatch(closing -> closing.code() == 1012);
            assertThat(one.recoveredAlways()).isTrue();
        }
        crowd.forEach(Roamer::close);
    }

    private static Duration longest(List<Roamer> crowd, Function<Roamer, Duration> of) {
        return crowd.stream().map(of).max(Comparator.naturalOrder()).orElseThrow();
    }

    /** As an operator does it: the next node only when this one is ready again. Its clients don't wait for it: how long they are silent is measured by {@code mvn -Pfaults -Donly=F12}. */
    private static void restart(Node node, Runnable stopping, List<Roamer> crowd) {
        stopping.run();
        await("all hear on elsewhere").until(() -> crowd.stream().allMatch(Roamer::hears));
        node.start();
        node.awaitReady();
    }

    private static HttpResponse<String> ops(URI node, String method, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(Uris.http(node, "ops/drain")).method(method, HttpRequest.BodyPublishers.noBody());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void theDoorIsOpenToNobodyWithoutTheSecret(Cluster cluster) throws Exception {
        URI node = cluster.node(1).uri();
        for (String wrong : Arrays.asList(null, "Bearer", "Bearer ", "Bearer an operator of test", "Basic " + ClusterExtension.OPS_TOKEN, "Bearer " + "x".repeat(4_000))) {
            HttpResponse<String> answer = ops(node, "POST", wrong);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
        assertThat(ops(node, "GET", "Bearer " + ClusterExtension.OPS_TOKEN).body()).contains("\"serving\"");
        assertThat(ops(node, "PUT", "Bearer " + ClusterExtension.OPS_TOKEN).statusCode()).isEqualTo(405);
        assertThat(cluster.node(1).probe()).isEqualTo(200);
    }

    @Test
    void aDrainedNodeIsNotReadyTakesNobodyAndSaysSo(Cluster cluster) throws Exception {
        Node third = cluster.node(3);
        try (V1Client client = V1Client.connected(third.uri(), CHANNEL)) {
            assertThat(ops(third.uri(), "POST", "Bearer " + ClusterExtension.OPS_TOKEN).statusCode()).isEqualTo(202);
            assertThat(third.probe()).isEqualTo(503);
            assertThat(Http.json(Uris.http(third.uri(), "health/node")).getString("state")).isEqualTo("draining");
            assertThatThrownBy(() -> V1Client.silent(third.uri())).hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .rootCause().hasMessageContaining("503");
            assertThat(client.wire().isOpen()).as("balancers are given time").isTrue();
            assertThat(client.wire().awaitClosing()).isEqualTo(new Closing(1012, "the node restarts"));
            await().until(() -> Http.json(Uris.http(third.uri(), "health/node")).getString("state").equals("drained"));
            assertThat(Http.get(Uris.http(third.uri(), "health/live")).statusCode()).isEqualTo(200);
        } finally {
            third.stop();
        }
    }
}
