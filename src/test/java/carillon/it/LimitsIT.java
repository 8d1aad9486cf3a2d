package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import carillon.Patience;
import carillon.cluster.Cluster;
import carillon.cluster.Stack;
import carillon.matrix.Shows;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits that are too wide by default to be met in a test, on a node where they are narrow. */
@Shows("Limits of connections, addresses and rates")
class LimitsIT {

    private static final int CONNECTIONS = 60;
    private static final int OF_ONE_ADDRESS = 40;
    /** Of one address and more than the node has room for, from two. */
    private static final int STORM = 500;

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Cluster cluster;
    private static URI node;

    @BeforeAll
    static void aNarrowNode() {
        cluster = Cluster.named("limits").nodes(1).with("CARILLON_CONNECTIONS_MAX", String.valueOf(CONNECTIONS))
                .with("CARILLON_ADDRESS_CONNECTIONS_MAX", String.valueOf(OF_ONE_ADDRESS)).with("CARILLON_PING_INTERVAL_MS", "2000")
                .with("CARILLON_MESSAGE_TIMEOUT_MS", "1500").with("CARILLON_PUBLISH_RATE", "50").with("CARILLON_PUBLISH_BURST", "20")
                .with("CARILLON_COMMAND_RATE", "20").with("CARILLON_COMMAND_BURST", "10").start();
        node = cluster.node(1).uri();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @BeforeEach
    void nobodyIsThere() {
        NodeHealth.awaitEmpty(node);
    }

    @Test
    void aMessageThatIsBegunAndNotEndedIsCut() {
        try (RawSocket socket = RawSocket.open(node, "stalls")) {
            socket.send(Frames.fragment(Frames.TEXT, new byte[] {'a'}));
            long end = System.nanoTime() + Patience.LONGEST.toNanos();
            while (socket.awaitClosing(300).equals(RawSocket.SILENCE) && System.nanoTime() < end) {
                socket.send(Frames.fragment(Frames.CONTINUATION, new byte[] {'b'})); // drop by drop is no progress
            }
            assertThat(socket.lastClosing()).isEqualTo(new Closing(4408, "a message was begun and not ended in time"));
        }
    }

    @Test
    @Shows("A frame that stalls is cut as unfinished")
    void aFrameThatStallsIsCut() {
        assumeFalse(Stack.given().isWildFly(1), "Undertow shows a frame when it is whole: one that stalls is cut as silence, with 1001, in two and a half pings");
        try (RawSocket header = RawSocket.open(node, "stalls"); RawSocket body = RawSocket.open(node, "stalls")) {
            header.send(new byte[] {(byte) 0x81});
            body.send(Frames.join(Frames.header(0x81, 1_000), new byte[500]));
            assertThat(header.awaitClosing()).isEqualTo(new Closing(4408, "a message was begun and not ended in time"));
            assertThat(body.awaitClosing()).isEqualTo(new Closing(4408, "a message was begun and not ended in time"));
        }
    }

    @Test
    void aClientThatAnswersNoPingIsCut() {
        try (RawSocket socket = RawSocket.open(node, "mute")) {
            assertThat(socket.awaitClosing()).isEqualTo(new Closing(1001, "nothing heard from the client"));
        }
    }

    /** The filter refuses those that come late, the endpoint those that passed it together. */
    @Test
    void aStormOfHandshakesNeverGetsPastTheLimits() throws Exception {
        List<RawSocket> open = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(STORM);
        try {
            CyclicBarrier together = new CyclicBarrier(STORM);
            List<Future<RawSocket>> storm = new ArrayList<>();
            for (int i = 0; i < STORM; i++) {
                String address = "127.0.2." + (i % 2 + 1);
                storm.add(pool.submit(came(together, address)));
            }
            int most = 0;
            while (storm.stream().anyMatch(client -> !client.isDone())) {
                most = Math.max(most, NodeHealth.connections(node));
            }
            for (Future<RawSocket> client : storm) {
                open.add(client.get());
            }
            assertThat(Math.max(most, NodeHealth.connections(node))).isLessThanOrEqualTo(CONNECTIONS);
            assertThat(open.stream().map(RawSocket::outcome)).allMatch(outcome -> List.of("open", "429", "503", "1013 too many connections").contains(outcome));
            assertThat(open.stream().filter(client -> client.outcome().equals("open"))).as("all places are taken").hasSizeGreaterThanOrEqualTo(CONNECTIONS);
        } finally {
            pool.shutdownNow();
            open.forEach(RawSocket::close);
        }
    }

    private static Callable<RawSocket> came(CyclicBarrier together, String address) {
        return () -> {
            RawSocket socket = RawSocket.from(address, node);
            together.await();
            socket.settle("ws/storm");
            return socket;
        };
    }

    @Test
    void anAddressHasItsLimitOfItsOwn() {
        List<RawSocket> open = new ArrayList<>();
        try {
            for (int i = 0; i < OF_ONE_ADDRESS; i++) {
                open.add(RawSocket.from("127.0.2.3", node).upgraded("ws/address"));
            }
            await().until(() -> NodeHealth.connections(node) == OF_ONE_ADDRESS);
            try (RawSocket more = RawSocket.from("127.0.2.3", node); RawSocket other = RawSocket.from("127.0.2.4", node)) {
                assertThat(more.handshake("ws/address")).isEqualTo(429);
                assertThat(other.handshake("ws/address")).isEqualTo(101);
            }
            open.remove(0).reset();
            await().until(() -> RawSocket.from("127.0.2.3", node).handshake("ws/address") == 101);
        } finally {
            open.forEach(RawSocket::close);
        }
    }

    @Test
    void eventStreamsCountAsConnections() {
        List<EventClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < OF_ONE_ADDRESS; i++) {
                open.add(EventClient.following(node, "address"));
            }
            await().until(() -> NodeHealth.connections(node) == OF_ONE_ADDRESS);
            try (EventClient more = EventClient.following(node, "address"); RawSocket socket = RawSocket.from("127.0.0.1", node)) {
                assertThat(more.status()).isEqualTo(429);
                assertThat(more.header("Retry-After")).isNotNull();
                assertThat(socket.handshake("ws/address")).isEqualTo(429);
            }
            try (RawSocket other = RawSocket.from("127.0.2.5", node)) {
                assertThat(other.handshake("ws/address")).isEqualTo(101);
            }
            open.remove(0).close();
            await().until(() -> NodeHealth.connections(node) < OF_ONE_ADDRESS);
        } finally {
            open.forEach(EventClient::close);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"publish|{'channel':'rates','data':1}", "history|{'channel':'rates'}"})
    void commandsByHttpTooFastAreRefused(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(Uris.http(node, path)).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.replace('\'', '"'))).build();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 200).mapToObj(i -> HTTP.sendAsync(request, BodyHandlers.ofString())).toList();
        List<HttpResponse<String>> refused = answers.stream().map(CompletableFuture::join).filter(answer -> answer.statusCode() != 200).toList();
        assertThat(refused).isNotEmpty().hasSizeLessThan(200).allMatch(answer -> answer.statusCode() == 429).allMatch(answer -> answer.body().contains("\"code\":\"rate\""))
                .allMatch(answer -> answer.headers().firstValue("Retry-After").isPresent());
        await().until(() -> HTTP.send(request, BodyHandlers.ofString()).statusCode() == 200);
    }

    @Test
    void publicationsTooFastAreRefusedAndThenTheConnectionIsClosed() {
        try (V1Client client = V1Client.connected(node)) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.publish("rates", "1").join().getString("type")).isEqualTo("published");
            }
            oneAfterAnother(client, () -> client.publish("rates", "1"));
            assertThat(client.wire().awaitClosing()).isEqualTo(new Closing(4429, "too fast"));
            assertThat(client.lines()).anyMatch(line -> line.contains("\"code\":\"rate\""));
        }
    }

    /** Each as soon as the one before was answered: who writes on while the node closes may get a broken pipe before the close. */
    private static void oneAfterAnother(V1Client client, Supplier<CompletableFuture<JsonObject>> command) {
        for (int i = 0; i < 2_000 && client.wire().isOpen(); i++) {
            CompletableFuture.anyOf(command.get(), client.wire().closing()).join();
        }
    }

    @Test
    void commandsTooFastAreRefusedAndThenTheConnectionIsClosed() {
        try (V1Client client = V1Client.connected(node)) {
            oneAfterAnother(client, () -> client.command("ping", ""));
            assertThat(client.wire().awaitClosing()).isEqualTo(new Closing(4429, "too fast"));
            assertThat(client.lines()).anyMatch(line -> line.contains("\"code\":\"rate\""));
        }
    }

    @Test
    void rawTextTooFastClosesTheConnection() {
        try (RawSocket socket = RawSocket.open(node, "rates")) {
            socket.send(Frames.repeat(Frames.text("x".getBytes(StandardCharsets.UTF_8)), 100));
            assertThat(socket.awaitClosing()).isEqualTo(new Closing(4429, "too fast"));
        }
    }
}
