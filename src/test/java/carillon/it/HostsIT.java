package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.cluster.Cluster;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For which hosts a node answers, what it takes for its own origin, and which heads it refuses (docs/operations.md, hosts and origins). */
@ExtendWith(ClusterExtension.class)
class HostsIT {

    private static final String HANDSHAKE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String COMMAND = "{\"channel\":\"hosts\",\"data\":1}";
    private static final String BODY = "Content-Type: application/json\r\nContent-Length: " + COMMAND.length() + "\r\n\r\n" + COMMAND;

    private URI node;

    @BeforeEach
    void aNode(Cluster cluster) {
        node = cluster.node(2).uri();
    }

    private int status(String request) {
        try (RawSocket socket = RawSocket.to(node)) {
            return socket.request(request);
        }
    }

    private int get(String path, String host, String more) {
        return status("GET /carillon" + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n");
    }

    private int post(String path, String host, String more) {
        return status("POST /carillon" + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + BODY);
    }

    /** DNS rebinding: a page's owner lets their own name lead to the node, and the two headers agree. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "push.example.evil.example", "EVIL.example", "10.0.0.5", "127.0.0.1.evil.example", "localhost.evil.example"})
    void aPageThatLeadsItsOwnNameHereIsRefusedByEachDoor(String host) {
        String origin = "Origin: http://" + host + "\r\n";
        assertThat(get("/ws/news", host, HANDSHAKE + origin)).isEqualTo(403);
        assertThat(get("/ws", host, HANDSHAKE + origin + "Sec-WebSocket-Protocol: carillon.v1\r\n")).isEqualTo(403);
        assertThat(get("/ws/news", host, HANDSHAKE)).as("without an Origin").isEqualTo(403);
        assertThat(get("/events?connect=%7B%7D", host, "Sec-Fetch-Site: same-origin\r\n")).isEqualTo(403);
        assertThat(post("/publish", host, origin)).isEqualTo(403);
        assertThat(post("/history", host, origin)).isEqualTo(403);
        for (String page : new String[] {"/", "/index.html", "/carillon.js"}) {
            assertThat(get(page, host, "")).as(page).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/health/node", "/health/cluster", "/ops/drain", "/health/ready;x", "/health/../metrics"})
    void whatOperatorsReadIsNotReadByTheNameOfAPageEither(String path) {
        assertThat(get(path, "evil.example", "")).isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "carillon", "10.0.0.5:8080"})
    void probesAnswerToAnyHost(String host) {
        for (String probe : new String[] {"live", "ready", "started"}) {
            assertThat(get("/health/" + probe, host, "")).as(probe).isEqualTo(200);
        }
    }

    @Test
    void operatorsAskByTheAddressOfTheNode() {
        assertThat(get("/metrics", "10.0.0.5:8080", "")).isEqualTo(200);
        assertThat(get("/health/cluster", "[2001:db8::1]:8080", "")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "[::1]:8080", "push.example", "Push.Example.", "push.example:8443", "a.apps.example"})
    void itsOwnHostsAreAnswered(String host) {
        assertThat(get("/index.html", host, "")).isEqualTo(200);
        assertThat(get("/ws/news", host, HANDSHAKE + "Origin: http://" + host.toLowerCase(Locale.ROOT) + "\r\n")).isEqualTo(101);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"X-Forwarded-Proto: https", "X-Forwarded-Proto: wss", "X-Forwarded-Proto: HTTPS", "X-Forwarded-Proto: https, http", "X-Forwarded-Proto: https,https",
        "Forwarded: proto=https", "Forwarded: for=192.0.2.60;proto=https;host=evil.example", "Forwarded: for=\"[2001:db8::1]:9\";Proto=\"HTTPS\", for=10.0.0.1;proto=http"})
    void theSchemeOfItsOwnOriginIsWhatAProxyTells(String header) {
        assertThat(get("/ws/news", "push.example", HANDSHAKE + header + "\r\nOrigin: https://push.example\r\n")).isEqualTo(101);
        assertThat(get("/ws/news", "push.example", HANDSHAKE + header + "\r\nOrigin: http://push.example\r\n")).isEqualTo(403);
        assertThat(get("/ws/news", "push.example", HANDSHAKE + header + "\r\nOrigin: https://evil.example\r\n")).isEqualTo(403);
        assertThat(post("/publish", "push.example", header + "\r\nOrigin: https://push.example\r\n")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Host: push.example", "Forwarded: host=push.example", "X-Original-Host: push.example", "X-Host: push.example"})
    void noOtherHeaderThanHostSaysWhichHostIsMeant(String header) {
        assertThat(get("/index.html", "evil.example", header + "\r\n")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "Transfer-Encoding: chunked\r\nContent-Length: 4",
        "Content-Length: 4\r\nContent-Length: 5", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: xchunked"})
    void aBodyThatTwoServersCouldEndAtDifferentPlacesIsRefused(String framing) {
        String request = "POST /carillon/publish HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n1b\r\n" + COMMAND + "\r\n0\r\n\r\n";
        assertThat(status(request)).isIn(400, 501);
    }
}
