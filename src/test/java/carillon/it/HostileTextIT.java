package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.cluster.Cluster;
import carillon.matrix.Shows;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that is no command of version 1: the error {@code bad_request} in words of our own, and the connection goes on. */
@Shows("Malformed commands are refused, and the connection goes on")
@ExtendWith(ClusterExtension.class)
class HostileTextIT {

    private URI node;

    @BeforeEach
    void aNode(Cluster cluster) {
        node = cluster.node(3).uri();
    }

    @AfterEach
    void nobodyIsLeftAndTheNodeStillServes() {
        NodeHealth.awaitEmpty(node);
        NodeHealth.awaitServing(node, "hostile.text");
    }

    private static String publish(String data) {
        return "{\"id\":2,\"type\":\"publish\",\"channel\":\"hostile\",\"data\":" + data + "}";
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("20,000 arrays", "[".repeat(20_000)),
                Arguments.of("17 levels", publish("[".repeat(16) + "]".repeat(16))),
                Arguments.of("5,000 objects deep", publish("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000))),
                Arguments.of("a key twice", publish("{\"a\":1,\"a\":2}")),
                Arguments.of("a key twice, deep down", publish("[{\"b\":{\"a\":1,\"a\":2}}]")),
                Arguments.of("a key twice, once escaped", "{\"id\":2,\"\\u0069d\":3,\"type\":\"ping\"}"),
                Arguments.of("an id of 60,000 digits", "{\"id\":" + "9".repeat(60_000) + ",\"type\":\"ping\"}"),
                Arguments.of("an id with an exponent", "{\"id\":1e3,\"type\":\"ping\"}"),
                Arguments.of("an id that is a string", "{\"id\":\"2\",\"type\":\"ping\"}"),
                Arguments.of("an id that is an array", "{\"id\":[2],\"type\":\"ping\"}"),
                Arguments.of("an id below 1", "{\"id\":-2,\"type\":\"ping\"}"),
                Arguments.of("an id with a leading zero", "{\"id\":02,\"type\":\"ping\"}"),
                Arguments.of("a type that is an object", "{\"id\":2,\"type\":{}}"),
                Arguments.of("channels that are numbers", "{\"id\":2,\"type\":\"connect\",\"channels\":[1]}"),
                Arguments.of("a channel that is null", "{\"id\":2,\"type\":\"subscribe\",\"channel\":null}"),
                Arguments.of("NUL in a channel", "{\"id\":2,\"type\":\"subscribe\",\"channel\":\"a\\u0000\"}"),
                Arguments.of("a Cyrillic letter in a channel", "{\"id\":2,\"type\":\"subscribe\",\"channel\":\"n\u0435ws\"}"),
                Arguments.of("a wildcard", "{\"id\":2,\"type\":\"subscribe\",\"channel\":\"news.*\"}"),
                Arguments.of("256 characters", "{\"id\":2,\"type\":\"subscribe\",\"channel\":\"" + "a".repeat(256) + "\"}"),
                Arguments.of("half a surrogate", publish("\"\\ud800\"")),
                Arguments.of("half a surrogate as a key", publish("{\"\\udc00\":1}")),
                Arguments.of("surrogates in the wrong order", publish("\"\\udd14\\ud83d\"")),
                Arguments.of("a raw control character", publish("\"\u0001\"")),
                Arguments.of("NaN", publish("NaN")),
                Arguments.of("a comma too many", "{\"id\":2,\"type\":\"ping\",}"),
                Arguments.of("two objects in a line", "{\"id\":2,\"type\":\"ping\"}{\"id\":3,\"type\":\"ping\"}"),
                Arguments.of("an unknown command", "{\"id\":2,\"type\":\"shutdown\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void malformed(String what, String line) {
        try (RawSocket socket = RawSocket.v1(node)) {
            socket.send(Frames.text("{\"id\":1,\"type\":\"connect\"}"));
            assertThat(socket.awaitText()).contains("\"connected\"");
            socket.send(Frames.text(line));
            assertThat(socket.awaitText()).contains("\"type\":\"error\"").contains("\"code\":\"bad_request\"")
                    .doesNotContain("Exception").doesNotContain("carillon.").doesNotContain("\tat ").hasSizeLessThan(512);
            socket.send(Frames.text("{\"id\":9,\"type\":\"ping\"}"));
            assertThat(socket.awaitText()).isEqualTo("{\"id\":9,\"type\":\"pong\"}");
        }
    }

    @Test
    void aNumberOfAnyLengthIsPassedThroughIfTheMessageIsNotTooLong() {
        String digits = "9".repeat(60_000);
        try (RawSocket socket = RawSocket.v1(node)) {
            socket.send(Frames.text("{\"id\":1,\"type\":\"connect\",\"channels\":[\"hostile\"]}"));
            socket.awaitText();
            socket.send(Frames.text(publish("[" + digits + ",1e999999999]")));
            String both = socket.awaitText();
            String heard = both.contains("\"publication\"") ? both : socket.awaitText();
            assertThat(heard).contains("\"data\":[" + digits + ",1e999999999]");
        }
    }

    /** What does not even fit into the server's own buffer, it refuses in its own way: Payara with 1011. */
    @Test
    void aLongerNumberIsTooLong() {
        for (int length : new int[] {65_536, 200_000, 1_000_000}) {
            try (RawSocket socket = RawSocket.v1(node)) {
                socket.send(Frames.text(publish("9".repeat(length))));
                assertThat(socket.awaitClosing().code()).as("of %d digits", length).isIn(length < 250_000 ? List.of(1009) : List.of(1006, 1009, 1011));
            }
        }
    }

    @Test
    void idsThatDoNotRiseAreRefused() {
        try (RawSocket socket = RawSocket.v1(node)) {
            socket.send(Frames.text("{\"id\":5,\"type\":\"connect\"}"));
            assertThat(socket.awaitText()).contains("\"connected\"");
            for (int id : List.of(5, 4, 1)) {
                socket.send(Frames.text("{\"id\":" + id + ",\"type\":\"ping\"}"));
                assertThat(socket.awaitText()).startsWith("{\"id\":" + id + ",\"type\":\"error\",\"code\":\"bad_request\"");
            }
        }
    }

    @Test
    void nineteenErrorsAreForgivenAndTheTwentiethIsNot() {
        try (RawSocket socket = RawSocket.v1(node)) {
            socket.send(Frames.text("{\"id\":1,\"type\":\"connect\"}"));
            socket.awaitText();
            socket.send(Frames.text("x\n".repeat(19) + "{\"id\":2,\"type\":\"ping\"}"));
            while (!socket.awaitText().contains("pong")) {
                assertThat(socket.texts()).hasSizeLessThan(25);
            }
            socket.send(Frames.text("x\n".repeat(20))); // some of the first may be forgiven by now
            assertThat(socket.awaitClosing()).isEqualTo(new Closing(1008, "too many protocol errors"));
        }
    }

    /** Each is judged for itself, and none of them makes the node remember anything. */
    @Test
    void aConnectWithThousandsOfChannelsGetsItsHundred() {
        String names = IntStream.range(0, 5_000).mapToObj(i -> "\"c" + i + "\"").collect(Collectors.joining(","));
        try (RawSocket socket = RawSocket.v1(node)) {
            socket.send(Frames.text("{\"id\":1,\"type\":\"connect\",\"channels\":[" + names + "]}"));
            assertThat(socket.awaitText().split("\"code\":\"limit\"")).hasSize(4_901);
            assertThat(NodeHealth.channels(node)).isEqualTo(100);
        }
    }
}
