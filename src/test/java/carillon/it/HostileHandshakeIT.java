package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import carillon.cluster.Cluster;
import carillon.cluster.Stack;
import carillon.matrix.Shows;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes that RFC 6455, section 4.2.1 does not know: an HTTP status that says no, never 101 and never 500. */
@Shows("Hostile handshakes are refused before the upgrade")
@ExtendWith(ClusterExtension.class)
class HostileHandshakeIT {

    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    private static final String VERSION = "Sec-WebSocket-Version: 13";
    private static final String UPGRADE = "Upgrade: websocket";
    private static final String CONNECTION = "Connection: Upgrade";

    private URI node;

    @BeforeEach
    void aNode(Cluster cluster) {
        node = cluster.node(3).uri();
    }

    @AfterEach
    void nobodyIsLeftAndTheNodeStillServes() {
        NodeHealth.awaitEmpty(node);
        NodeHealth.awaitServing(node, "hostile.handshake");
    }

    private int status(String requestLine, List<String> headers) {
        try (RawSocket socket = RawSocket.to(node)) {
            return socket.request(requestLine + "\r\n" + headers.stream().map(line -> line.replace("HOST", node.getAuthority()) + "\r\n").collect(Collectors.joining()) + "\r\n");
        }
    }

    private int status(String... headers) {
        return status("GET /carillon/ws/news HTTP/1.1", Stream.concat(Stream.of("Host: HOST"), Stream.of(headers)).toList());
    }

    @Test
    void aGoodOneIsAccepted() {
        assertThat(status(UPGRADE, CONNECTION, VERSION, KEY)).isEqualTo(101);
        assertThat(status("upgrade: WebSocket", "connection: keep-alive, upgrade", "sec-websocket-version: 13", KEY)).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "get", "FOO"})
    void anyOtherMethodIsRefused(String method) {
        assertThat(status(method + " /carillon/ws/news HTTP/1.1", List.of("Host: HOST", UPGRADE, CONNECTION, VERSION, KEY))).isIn(405, 501);
    }

    static Stream<Arguments> badHeaders() {
        return Stream.of(
                Arguments.of("version 12", 426, List.of(UPGRADE, CONNECTION, "Sec-WebSocket-Version: 12", KEY)),
                Arguments.of("version 13 among others", 426, List.of(UPGRADE, CONNECTION, "Sec-WebSocket-Version: 13, 8", KEY)),
                Arguments.of("a version of letters", 426, List.of(UPGRADE, CONNECTION, "Sec-WebSocket-Version: abc", KEY)),
                Arguments.of("no version", 400, List.of(UPGRADE, CONNECTION, KEY)),
                Arguments.of("two versions", 400, List.of(UPGRADE, CONNECTION, VERSION, VERSION, KEY)),
                Arguments.of("no key", 400, List.of(UPGRADE, CONNECTION, VERSION)),
                Arguments.of("an empty key", 400, List.of(UPGRADE, CONNECTION, VERSION, "Sec-WebSocket-Key:")),
                Arguments.of("a short key", 400, List.of(UPGRADE, CONNECTION, VERSION, "Sec-WebSocket-Key: abc")),
                Arguments.of("a key that is no base64", 400, List.of(UPGRADE, CONNECTION, VERSION, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZ!==")),
                Arguments.of("a long key", 400, List.of(UPGRADE, CONNECTION, VERSION, "Sec-WebSocket-Key: " + "A".repeat(4_000))),
                Arguments.of("two keys", 400, List.of(UPGRADE, CONNECTION, VERSION, KEY, KEY)),
                Arguments.of("another upgrade", 400, List.of("Upgrade: h2c", CONNECTION, VERSION, KEY)),
                Arguments.of("no upgrade", 400, List.of(CONNECTION, VERSION, KEY)),
                Arguments.of("no connection", 400, List.of(UPGRADE, VERSION, KEY)),
                Arguments.of("another connection", 400, List.of(UPGRADE, "Connection: close", VERSION, KEY)),
                Arguments.of("a body", 400, List.of(UPGRADE, CONNECTION, VERSION, KEY, "Content-Length: 5")),
                Arguments.of("a chunked body", 400, List.of(UPGRADE, CONNECTION, VERSION, KEY, "Transfer-Encoding: chunked")),
                Arguments.of("two hosts", 400, List.of(UPGRADE, CONNECTION, VERSION, KEY, "Host: evil.example")),
                Arguments.of("a space before the colon", 400, List.of(UPGRADE, CONNECTION, VERSION, KEY, "X-A : b")),
                Arguments.of("NUL in a header", 400, List.of(UPGRADE, CONNECTION, VERSION, KEY, "X-A: a\0b")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void badHeaders(String what, int status, List<String> headers) {
        assumeFalse(what.equals("a space before the colon") && Stack.given().isWildFly(3), "Undertow takes a space before the colon away before any filter sees it");
        assertThat(status(headers.toArray(String[]::new))).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0", "HTTP/2.0", "HTTP/9.9"})
    void anotherProtocolIsRefused(String protocol) {
        assertThat(status("GET /carillon/ws/news " + protocol, List.of("Host: HOST", UPGRADE, CONNECTION, VERSION, KEY))).isIn(400, 505);
    }

    @Test
    void aRequestWithoutAHostIsRefused() {
        assertThat(status("GET /carillon/ws/news HTTP/1.1", List.of(UPGRADE, CONNECTION, VERSION, KEY))).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {16_384, 100_000, 1_000_000})
    void longHeadersAreRefused(int length) {
        assertThat(status(UPGRADE, CONNECTION, VERSION, KEY, "X-Long: " + "a".repeat(length))).isIn(0, 400, 413, 431);
    }

    @Test
    void manyHeadersAreRefused() {
        List<String> many = IntStream.range(0, 2_000).mapToObj(i -> "X-" + i + ": a").toList();
        assertThat(status(Stream.concat(Stream.of(UPGRADE, CONNECTION, VERSION, KEY), many.stream()).toArray(String[]::new))).isIn(0, 400, 413, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://xn--bcher-kva.example", "null", "http://HOST, http://HOST"})
    void anOriginThatIsNoneIsRefused(String origin) {
        assertThat(status(UPGRADE, CONNECTION, VERSION, KEY, "Origin: " + origin)).isEqualTo(403);
    }

    /** Letters that no header may hold: the server is there first. */
    @Test
    void anOriginOfOtherLettersIsRefused() {
        assertThat(status(UPGRADE, CONNECTION, VERSION, KEY, "Origin: http://b\u00fccher.example")).isIn(400, 403);
    }

    @Test
    void anOriginLongerThanAnyIsRefused() {
        assertThat(status(UPGRADE, CONNECTION, VERSION, KEY, "Origin: http://" + "a".repeat(7_000))).isEqualTo(403);
        assertThat(status(UPGRADE, CONNECTION, VERSION, KEY, "Origin: http://" + "a".repeat(8_192))).isIn(400, 403, 431);
    }

    @Test
    void aSubprotocolThatIsUnknownIsRefused() {
        List<String> good = List.of("Host: HOST", UPGRADE, CONNECTION, VERSION, KEY);
        for (String offer : List.of("other", "carillon.v2", "CARILLON.V1", "", ",")) {
            assertThat(status("GET /carillon/ws HTTP/1.1", Stream.concat(good.stream(), Stream.of("Sec-WebSocket-Protocol: " + offer)).toList())).as(offer).isEqualTo(400);
        }
        assertThat(status(UPGRADE, CONNECTION, VERSION, KEY, "Sec-WebSocket-Protocol: other")).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"permessage-deflate", "permessage-deflate; client_max_window_bits=99", "x-webkit-deflate-frame", "a, b; c=d"})
    void anExtensionIsIgnored(String extension) {
        assertThat(status(UPGRADE, CONNECTION, VERSION, KEY, "Sec-WebSocket-Extensions: " + extension)).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "ws/a/b", "index.html", "health/ready"})
    void anotherAddressIsRefused(String path) {
        assertThat(status("GET /carillon/" + path + " HTTP/1.1", List.of("Host: HOST", UPGRADE, CONNECTION, VERSION, KEY))).isIn(400, 404);
    }

    /** Payara 6.2025.10 and its Tyrus by themselves lose a thread for each of them: 128 are all that there are. */
    @Test
    @Shows("A frame right behind the handshake is taken, and costs no thread")
    void framesRightBehindTheHandshakeAreTakenAndTheNodeServes() {
        for (int i = 0; i < 200; i++) {
            try (RawSocket socket = RawSocket.to(node)) {
                assertThat(socket.handshake("ws/hostile.early", Frames.text("early " + i))).isEqualTo(101);
                assertThat(socket.awaitText()).isEqualTo("early " + i);
            }
        }
    }
}
