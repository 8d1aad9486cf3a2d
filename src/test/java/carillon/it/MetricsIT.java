package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node tells Prometheus. */
@ExtendWith(ClusterExtension.class)
class MetricsIT {

    /** HTTP 1.1: where a client offers to go on with 2, Payara 6.2025.10 leaves the type out of its answer. */
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static HttpResponse<String> ask(URI node, String method, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(Uris.http(node, "metrics")).method(method, BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** The samples by name and labels, as they are written. */
    private static Map<String, Double> samples(Node node) {
        Map<String, Double> samples = new HashMap<>();
        Http.get(Uris.http(node.uri(), "metrics")).body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return samples;
    }

    @Test
    void theyAreTextUnlessOpenMetricsIsAskedFor(Cluster cluster) throws Exception {
        URI node = cluster.node(1).uri();
        HttpResponse<String> plain = ask(node, "GET");
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).matches("text/plain; ?version=0.0.4;.*"));
        assertThat(plain.headers().firstValue("Cache-Control")).hasValueSatisfying(cache -> assertThat(cache).contains("no-store"));
        assertThat(plain.body()).contains("\ncarillon_ready 1.0\n").contains("# TYPE carillon_publication_latency_seconds histogram");
        HttpResponse<String> open = ask(node, "GET", "Accept",
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3");
        assertThat(open.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
        assertThat(open.body()).endsWith("# EOF\n");
        assertThat(ask(node, "GET", "Accept", "application/json").body()).contains("carillon_ready");
    }

    @Test
    void theyCanBeLookedAtWithoutABodyAndNotBePosted(Cluster cluster) throws Exception {
        HttpResponse<String> head = ask(cluster.node(1).uri(), "HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(ask(cluster.node(1).uri(), "POST").statusCode()).isEqualTo(405);
    }

    @Test
    void theyTellWhatWentThroughTheNode(Cluster cluster) throws Exception {
        Node node = cluster.node(1);
        Map<String, Double> before = samples(node);
        try (V1Client client = V1Client.connected(node.uri(), "metrics"); RawClient raw = RawClient.open(node.uri(), "metrics");
                EventClient events = EventClient.following(node.uri(), "metrics"); JmsDoor jms = JmsDoors.open(cluster)) {
            await().until(() -> !events.lines().isEmpty());
            client.publish("metrics", "1").join();
            raw.wire().send("2");
            jms.text("metrics", "3");
            HTTP.send(HttpRequest.newBuilder(Uris.http(node.uri(), "publish")).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"channel\":\"metrics\",\"data\":4}")).build(), BodyHandlers.discarding());
            await().until(() -> client.count() == 4 && raw.messages().size() == 4 && events.data().size() == 4);
            Map<String, Double> now = samples(node);
            for (String door : new String[] {"websocket", "raw", "post", "jms"}) {
                String name = "carillon_publications_received_total{door=\"" + door + "\",result=\"published\"}";
                assertThat(now.get(name) - before.get(name)).as(name).isEqualTo(1);
            }
            for (String door : new String[] {"websocket", "raw", "sse"}) {
                String name = "carillon_publications_written_total{door=\"" + door + "\"}";
                assertThat(now.get(name) - before.get(name)).as(name).isEqualTo(4);
                assertThat(now.get("carillon_connections{door=\"" + door + "\"}")).isPositive();
                assertThat(now.get("carillon_publication_latency_seconds_count{door=\"" + door + "\"}")).as("%s was timed", door).isPositive();
            }
            assertThat(now.get("carillon_nodes")).isEqualTo(3);
            assertThat(now.get("carillon_heartbeat_age_seconds")).isBetween(0.0, 60.0);
            assertThat(now.get("carillon_broker_connected")).isEqualTo(1);
        }
    }
}
