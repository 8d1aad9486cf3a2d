package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.Patience;
import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.cluster.Stack;
import carillon.matrix.Shows;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What clients see while nodes and the broker go and come back. */
@Shows("Nodes and the broker are stopped, killed and started")
@Tag("telling")
@ExtendWith(ClusterExtension.class)
class RestartsIT {

    /** Whatever a test has left: the next one, and other classes, share the cluster. */
    @AfterEach
    void allIsUp(Cluster cluster) {
        if (cluster.broker() != null && !cluster.broker().isAlive()) {
            cluster.broker().start();
        }
        cluster.nodes().stream().filter(node -> !node.isAlive()).forEach(Node::start);
        cluster.nodes().forEach(Node::awaitReady);
    }

    private static int publish(V1Client publisher, String channel, String name, int from, int to) {
        for (int n = from; n <= to; n++) {
            assertThat(publisher.publish(channel, Tally.payload(name, n)).join().getString("type")).isEqualTo("published");
        }
        return to;
    }

    private static void hearsAll(V1Client client, Map<String, Integer> published) {
        int total = published.values().stream().mapToInt(Integer::intValue).sum();
        await().until(() -> client.count() >= total);
        assertThat(Tally.of(client.publications().stream().map(Received::data).toList(), published)).isEqualTo(Tally.PERFECT);
    }

    @Test
    void aNodeIsStoppedAndStartedWhileTheOthersGoOn(Cluster cluster) {
        String channel = "restarts.node";
        Node third = cluster.node(3);
        try (V1Client first = V1Client.connected(cluster.node(1).uri(), channel); V1Client second = V1Client.connected(cluster.node(2).uri(), channel);
                V1Client leaving = V1Client.connected(third.uri(), channel)) {
            publish(first, channel, "a", 1, 100);
            hearsAll(leaving, Map.of("a", 100));

            third.stop();
            assertThat(leaving.wire().awaitClosing().code()).isEqualTo(1012);
            publish(first, channel, "a", 101, 300);

            third.start();
            third.awaitReady();
            try (V1Client back = V1Client.connected(third.uri(), channel)) {
                publish(back, channel, "c", 1, 100);
                publish(first, channel, "a", 301, 400);
                hearsAll(first, Map.of("a", 400, "c", 100));
                hearsAll(second, Map.of("a", 400, "c", 100));
                await().until(() -> back.count() >= 200);
                assertThat(back.publications()).extracting(Received::data).filteredOn(data -> data.contains("\"a\"")).first().asString().contains("301");
            }
        }
    }

    @Test
    void aNodeIsKilledAndStartedWhileTheOthersGoOn(Cluster cluster) {
        String channel = "restarts.kill";
        Node third = cluster.node(3);
        try (V1Client first = V1Client.connected(cluster.node(1).uri(), channel); V1Client second = V1Client.connected(cluster.node(2).uri(), channel);
                V1Client leaving = V1Client.connected(third.uri(), channel)) {
            third.kill();
            leaving.wire().awaitClosing();
            publish(first, channel, "a", 1, 200);
            hearsAll(second, Map.of("a", 200));
            third.start();
            third.awaitReady();
        }
    }

    @Test
    @Shows("The broker is stopped and started, and a node boots in between")
    void theBrokerIsStoppedAndStartedAndANodeBootsInBetween(Cluster cluster) throws Exception {
        assumeTrue(cluster.broker() != null, "each node is its own broker, and stops with it");
        assumeTrue(Stack.given().broker() != Stack.Brokers.OPENMQ, "OpenMQ's adapter holds up the boot of a node until its broker is there; OpenMqIT has the broker restarted");
        String channel = "restarts.broker";
        try (V1Client first = V1Client.connected(cluster.node(1).uri(), channel); V1Client second = V1Client.connected(cluster.node(2).uri(), channel);
                RawClient raw = RawClient.open(cluster.node(2).uri(), channel)) {
            publish(first, channel, "a", 1, 50);
            hearsAll(second, Map.of("a", 50));

            cluster.broker().stop();
            cluster.node(3).kill();
            cluster.node(3).start();

            refusesThoughTheBrokerIsStillAway(first, channel);
            awaitDegraded(second, true);
            refusesAtOnceFromNowOn(second, channel);
            await().until(() -> cluster.node(1).probe() == 503);
            assertThat(Http.get(Uris.http(cluster.node(1).uri(), "health/live")).statusCode()).isEqualTo(200);
            await().until(() -> cluster.node(3).probe() == 503);
            assertThat(first.wire().isOpen()).isTrue();
            assertThat(second.wire().isOpen()).isTrue();
            assertThat(raw.wire().isOpen()).as("it published nothing").isTrue();

            cluster.broker().start();
            long returned = System.nanoTime();
            for (Node node : cluster.nodes()) {
                await().pollInterval(Duration.ofMillis(50)).until(() -> node.probe() == 200);
            }
            System.out.println("Delivery resumed " + Duration.ofNanos(System.nanoTime() - returned).toMillis() + " ms after the broker's return."); // bounded in the fault campaign (F3, F4)
            awaitDegraded(second, false);

            try (V1Client booted = V1Client.connected(cluster.node(3).uri(), channel)) {
                publish(booted, channel, "c", 1, 50);
                publish(first, channel, "b", 1, 50);
                await().until(() -> booted.count() >= 100);
                await().until(() -> count(second, "b") >= 50 && count(second, "c") >= 50 && count(first, "c") >= 50);
                assertThat(Tally.of(of(second, "a", "b", "c"), Map.of("a", 50, "b", 50, "c", 50))).isEqualTo(Tally.PERFECT);
                await().until(() -> raw.messages().stream().filter(text -> text.contains("\"b\"")).count() == 50);
            }
        }
    }

    private static long count(V1Client client, String publisher) {
        return of(client, publisher).size();
    }

    /** Publications of the named publishers only: one of unknown outcome may have come besides. */
    private static List<String> of(V1Client client, String... publishers) {
        return client.publications().stream().map(Received::data)
                .filter(data -> List.of(publishers).stream().anyMatch(name -> data.contains("\"" + name + "\""))).toList();
    }

    private static void refusesThoughTheBrokerIsStillAway(V1Client client, String channel) throws Exception {
        List<CompletableFuture<JsonObject>> replies = List.of(client.publish(channel, "\"lost?\""), client.publish(channel, "\"refused\""));
        for (CompletableFuture<JsonObject> reply : replies) {
            assertThat(reply.get(Patience.LONGEST_MS, TimeUnit.MILLISECONDS).getString("code")).isIn("unknown", "unavailable");
        }
    }

    private static void refusesAtOnceFromNowOn(V1Client client, String channel) throws Exception {
        JsonObject reply = client.publish(channel, "\"refused\"").get(Patience.LONGEST_MS, TimeUnit.MILLISECONDS);
        assertThat(reply.getString("code")).isEqualTo("unavailable");
        assertThat(reply.getString("message")).contains("Nothing was published");
    }

    private static void awaitDegraded(V1Client client, boolean value) {
        await().until(() -> client.pushes().stream().filter(push -> push.getString("type").equals("degraded"))
                .reduce((before, last) -> last).filter(push -> push.get("value") == (value ? JsonValue.TRUE : JsonValue.FALSE)).isPresent());
    }
}
