package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.Patience;
import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.matrix.Shows;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-sent events down and POST up, for clients that can't have a WebSocket. */
@Shows("Server-sent events and publishing by HTTP")
@ExtendWith(ClusterExtension.class)
class SseIT {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration SOON = Patience.LONGEST;

    private static HttpResponse<String> post(URI node, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(Uris.http(node, "publish")).POST(BodyPublishers.ofString(body));
        request.headers(headers.length == 0 ? new String[] {"Content-Type", "application/json"} : headers);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void aPageSeesWhatOtherNodesPublishByEveryDoor(Cluster cluster) throws Exception {
        try (EventClient client = EventClient.following(cluster.node(1).uri(), "sse"); V1Client far = V1Client.connected(cluster.node(2).uri(), "sse");
                JmsDoor jms = JmsDoors.open(cluster)) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("Content-Type")).startsWithIgnoringCase("text/event-stream");
            assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
            await().until(() -> !client.lines().isEmpty());
            assertThat(client.lines().get(0)).contains("\"type\":\"connected\"").contains("[{\"channel\":\"sse\"}]");
            assertThat(far.publish("sse", "{\"a\":\"ü\"}").join().getString("type")).isEqualTo("published");
            jms.text("sse", "two\nlines");
            HttpResponse<String> reply = post(cluster.node(3).uri(), "{\"channel\":\"sse\",\n\"data\":[1,\r\n2],\"key\":\"k1\"}");
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.body()).contains("\"type\":\"published\"").contains("\"channel\":\"sse\"").contains("\"level\":\"accepted\"");
            await().atMost(SOON).until(() -> client.data().size() >= 3);
            assertThat(client.data()).containsExactlyInAnyOrder("{\"a\":\"ü\"}", "\"two\\nlines\"", "[1,2]");
            await().atMost(SOON).until(() -> far.count() >= 3);
        }
    }

    @Test
    void aPageWhoseNodeIsKilledGoesOnElsewhereFromItsLastEventId(Cluster cluster) throws Exception {
        Node third = cluster.node(3);
        String connect = "{\"type\":\"connect\",\"channels\":[\"sse.kill\"]}";
        try (EventClient before = EventClient.open(third.uri(), connect); V1Client far = V1Client.connected(cluster.node(1).uri())) {
            await().atMost(SOON).until(() -> before.lastId() != null);
            for (int n = 1; n <= 3; n++) {
                far.publish("sse.kill", Integer.toString(n)).join();
            }
            await().atMost(SOON).until(() -> before.data().size() == 3);
            String passed = before.lastId();
            await().atMost(SOON).until(() -> !before.lastId().equals(passed));
            third.kill();
            before.end().join();
            for (int n = 4; n <= 6; n++) {
                far.publish("sse.kill", Integer.toString(n)).join();
            }
            try (EventClient after = EventClient.open(cluster.node(2).uri(), connect, "Last-Event-ID", before.lastId())) {
                await().atMost(SOON).until(() -> after.data().size() >= 3);
                assertThat(after.lines().get(0)).contains("\"recovered\":true");
                far.publish("sse.kill", "7").join();
                await().atMost(SOON).until(() -> after.data().contains("7"));
                assertThat(after.data()).containsExactly("4", "5", "6", "7");
            }
        } finally {
            third.start();
            third.awaitReady();
        }
    }

    @Test
    void aForgedLastEventIdRecoversNothing(Cluster cluster) {
        try (EventClient client = EventClient.open(cluster.node(1).uri(), "{\"channels\":[\"sse\"]}", "Last-Event-ID", "AQforged")) {
            await().atMost(SOON).until(() -> !client.lines().isEmpty());
            assertThat(client.lines().get(0)).contains("\"recovered\":false");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "200|{'channel':'sse.post','data':1,'id':7}|'id':7",
        "200|{'type':'publish','channel':'sse.post','data':1,'level':'echoed'}|'level':'echoed'",
        "400|{'type':'subscribe','channel':'sse.post','data':1}|'code':'bad_request'",
        "400|{'channel':'..','data':1}|'code':'bad_request'",
        "400|{'channel':'sse.post'}|'code':'bad_request'",
        "400|{'channel':'sse.post','data':1,'id':'x'}|'code':'bad_request'",
        "400|[1]|'code':'bad_request'",
        "400| |'code':'bad_request'"})
    void aPublicationIsAnsweredByItsReply(int status, String body, String part, Cluster cluster) throws Exception {
        HttpResponse<String> reply = post(cluster.node(1).uri(), body == null ? "" : body.replace('\'', '"'));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).contains(part.replace('\'', '"'));
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    }

    @Test
    void aKeyThatIsUsedAgainIsKnown(Cluster cluster) throws Exception {
        String body = "{\"channel\":\"sse.key\",\"data\":%s,\"key\":\"once\",\"level\":\"echoed\"}";
        assertThat(post(cluster.node(1).uri(), body.formatted("1")).body()).doesNotContain("repeated");
        assertThat(post(cluster.node(1).uri(), body.formatted("1")).body()).contains("\"repeated\":true");
        HttpResponse<String> other = post(cluster.node(1).uri(), body.formatted("2"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("conflict");
    }

    @Test
    void aBodyThatIsTooLongIsRefusedWhileItComes(Cluster cluster) throws Exception {
        URI node = cluster.node(1).uri();
        String payload = "{\"channel\":\"sse.post\",\"data\":\"" + "x".repeat(70_000) + "\"}";
        assertThat(post(node, payload).statusCode()).isEqualTo(413);
        try (Socket socket = new Socket(node.getHost(), node.getPort())) {
            socket.setSoTimeout(Patience.LONGEST_MS);
            socket.getOutputStream().write(head(node, "POST", "publish", "Content-Type: application/json", "Transfer-Encoding: chunked"));
            byte[] chunk = ("2000\r\n" + "x".repeat(0x2000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 9; i++) {
                socket.getOutputStream().write(chunk);
            }
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)).as("though the body has not ended").isEqualTo("HTTP/1.1 413");
        }
    }

    private static byte[] head(URI node, String method, String path, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return (method + " /carillon/" + path + " HTTP/1.1\r\nHost: " + node.getAuthority() + "\r\n" + more + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static int status(URI node, String method, String path, String... headers) {
        try (RawSocket socket = RawSocket.to(node)) {
            return socket.request(new String(head(node, method, path, headers), StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text/plain", "application/x-www-form-urlencoded", "application/json;charset=utf-16", "application/jsonx"})
    void onlyJsonIsTaken(String type, Cluster cluster) throws Exception {
        assertThat(post(cluster.node(1).uri(), "{}", "Content-Type", type).statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "connect=", "connect=1", "connect=%7B%7D&connect=%7B%7D", "connect=%7B%22token%22%3A%22t%22%7D", "connect=%7B%7D&token=t", "connect=%7B%22type%22%3A%22ping%22%7D",
        "connect=%7B%22channels%22%3A1%7D", "connect=%zz", "connect=%7B%22seen%22%3A1%7D"})
    void whatIsNoConnectOpensNothing(String query, Cluster cluster) {
        assertThat(status(cluster.node(1).uri(), "GET", "events?" + query)).isEqualTo(400);
    }

    @Test
    void anAddressThatIsTooLongIsRefused(Cluster cluster) {
        assertThat(status(cluster.node(1).uri(), "GET", "events?connect=" + "x".repeat(100_000))).isIn(0, 400, 414);
    }

    @ParameterizedTest
    @CsvSource({"POST,events", "HEAD,events", "PUT,events", "DELETE,events", "GET,publish", "PUT,publish", "HEAD,publish", "GET,history", "DELETE,history"})
    void otherMethodsAreRefused(String method, String path, Cluster cluster) {
        URI node = cluster.node(1).uri();
        assertThat(status(node, method, path + "?connect=%7B%7D", "Content-Length: 0")).isEqualTo(405);
    }

    @Test
    void pagesOfOtherOriginsAreRefused(Cluster cluster) throws Exception {
        URI node = cluster.node(1).uri();
        String own = "http://" + node.getAuthority();
        assertThat(status(node, "GET", "events?connect=%7B%7D", "Origin: http://evil.example")).isEqualTo(403);
        assertThat(status(node, "GET", "events?connect=%7B%7D", "Sec-Fetch-Site: cross-site")).isEqualTo(403);
        assertThat(status(node, "GET", "events?connect=%7B%7D", "Sec-Fetch-Site: same-origin")).isEqualTo(200);
        assertThat(status(node, "POST", "publish", "Origin: http://evil.example", "Content-Type: application/json", "Content-Length: 0")).isEqualTo(403);
        assertThat(status(node, "POST", "history", "Origin: http://evil.example", "Content-Type: application/json", "Content-Length: 0")).isEqualTo(403);
        assertThat(status(node, "OPTIONS", "publish", "Origin: http://evil.example")).isEqualTo(403);
        assertThat(status(node, "OPTIONS", "publish", "Origin: " + own, "Access-Control-Request-Method: POST")).isEqualTo(204);
        assertThat(status(node, "GET", "events?connect=%7B%7D", "Origin: " + own)).isEqualTo(200);
    }

    /**
     * What the server had taken for it, and its kernel, is bounded; the rest is in the outbox, and that is let go. It asks for the connection to be closed: a server that gets to end the response in
     * good order would keep it.
     */
    @Test
    void aReaderThatStopsIsEndedAndDisturbsNobody(Cluster cluster) throws Exception {
        URI node = cluster.node(1).uri();
        NodeHealth.awaitEmpty(node);
        String large = "\"" + "x".repeat(60_000) + "\"";
        int count = 600;
        try (Socket slow = new Socket(); V1Client publisher = V1Client.connected(cluster.node(2).uri()); EventClient good = EventClient.following(node, "sse.slow")) {
            slow.setReceiveBufferSize(16_384);
            slow.connect(new InetSocketAddress(node.getHost(), node.getPort()));
            slow.getOutputStream().write(head(node, "GET", "events?connect=%7B%22channels%22%3A%5B%22sse.slow%22%5D%7D", "Connection: close"));
            await().atMost(SOON).until(() -> NodeHealth.connections(node) == 2);
            for (int n = 0; n < count; n++) {
                assertThat(publisher.publish("sse.slow", large).join().getString("type")).isEqualTo("published");
            }
            await().until(() -> good.lines().size() > count);
            await().until(() -> NodeHealth.connections(node) == 1);
            slow.setSoTimeout(Patience.LONGEST_MS);
            long taken = taken(slow.getInputStream());
            System.out.println("Taken for a reader that stopped: " + taken + " bytes");
            assertThat(taken).as("of 36 MB; a reset drops what is still in the kernel").isBetween(1L, 20_000_000L);
        }
    }

    private static long taken(InputStream in) throws Exception {
        byte[] buffer = new byte[65_536];
        long sum = 0;
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum += read;
            }
        } catch (SocketException reset) {
            // as good an end as another
        }
        return sum;
    }

    @Test
    void whoLeavesIsForgotten(Cluster cluster) {
        URI node = cluster.node(2).uri();
        NodeHealth.awaitEmpty(node);
        EventClient client = EventClient.following(node, "sse.leave");
        await().atMost(SOON).until(() -> NodeHealth.connections(node) == 1);
        client.close();
        await().atMost(SOON).until(() -> NodeHealth.connections(node) == 0);
        assertThat(NodeHealth.channels(node)).isZero();
    }

    @Test
    void manyPublicationsComeInTheirOrder(Cluster cluster) {
        try (EventClient client = EventClient.following(cluster.node(1).uri(), "sse.order"); V1Client publisher = V1Client.connected(cluster.node(3).uri())) {
            await().atMost(SOON).until(() -> !client.lines().isEmpty());
            IntStream.rangeClosed(1, 5_000).forEach(n -> publisher.publish("sse.order", Integer.toString(n)));
            await().until(() -> client.data().size() >= 5_000);
            assertThat(client.data()).isEqualTo(IntStream.rangeClosed(1, 5_000).mapToObj(Integer::toString).toList());
        }
    }
}
