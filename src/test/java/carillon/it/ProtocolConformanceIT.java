package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import carillon.cluster.Stack;
import carillon.matrix.Shows;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of docs/protocol.md, by their numbers, against any node. Its limits must be the defaults. */
@Shows("The wire protocol, version 1")
@Tag("telling")
@ExtendWith(NodeUnderTest.class)
class ProtocolConformanceIT {

    private URI node;
    /** Nobody else's. */
    private String channel;

    @BeforeEach
    void aNodeAndAChannelOfOnesOwn(URI node) {
        this.node = node;
        this.channel = "conformance." + UUID.randomUUID();
    }

    private static JsonObject errorWithoutId(V1Client client, int index) {
        await().until(() -> client.pushes().size() > index);
        return client.pushes().get(index);
    }

    @Test
    @DisplayName("4, connect 8: the reply tells the limits of the node")
    void tellsItsLimits() {
        try (V1Client client = V1Client.silent(node)) {
            JsonObject limits = client.call("connect", "").getJsonObject("limits");
            assertThat(limits.getInt("message")).isEqualTo(65_536);
            assertThat(limits.getInt("payload")).isEqualTo(65_536);
            assertThat(limits.getInt("subscriptions")).isEqualTo(100);
            assertThat(limits.getInt("address")).isGreaterThanOrEqualTo(1_024);
        }
    }

    @Test
    @DisplayName("3.1 several commands may share a frame, and empty lines are ignored")
    void readsSeveralLines() {
        try (V1Client client = V1Client.silent(node)) {
            client.wire().send("\n{\"id\":1,\"type\":\"connect\"}\n\n{\"id\":2,\"type\":\"ping\"}\n{\"id\":3,\"type\":\"ping\"}");
            await().until(() -> client.lines().size() == 3);
            assertThat(client.lines().get(0)).contains("\"id\":1").contains("connected");
            assertThat(client.lines()).filteredOn(line -> line.contains("pong")).hasSize(2);
        }
    }

    @Test
    @DisplayName("3.2 unknown members are ignored")
    void ignoresUnknownMembers() {
        try (V1Client client = V1Client.connected(node)) {
            assertThat(client.call("ping", "\"later\":{\"x\":[1,{}]}").getString("type")).isEqualTo("pong");
        }
    }

    @ParameterizedTest
    @DisplayName("3.3, 3.4 a malformed command is a bad_request, changes nothing, and the connection goes on")
    @ValueSource(strings = {"rubbish", "[]", "1", "{}", "{\"id\":0,\"type\":\"ping\"}", "{\"id\":\"7\",\"type\":\"ping\"}", "{\"id\":1.5,\"type\":\"ping\"}",
            "{\"id\":9007199254740992,\"type\":\"ping\"}", "{\"id\":50}", "{\"id\":50,\"type\":\"nonsense\"}", "{\"id\":50,\"type\":1}", "{\"id\":50,\"id\":51,\"type\":\"ping\"}",
            "{\"id\":50,\"type\":\"ping\"} x", "{\"id\":50,\"type\":\"ping\",\"x\":\"\\ud800\"}", "{\"id\":50,\"type\":\"subscribe\"}",
            "{\"id\":50,\"type\":\"subscribe\",\"channel\":\"..\"}", "{\"id\":50,\"type\":\"subscribe\",\"channel\":5}", "{\"id\":50,\"type\":\"publish\",\"channel\":\"x\"}",
            "{\"id\":50,\"type\":\"publish\",\"channel\":\"a b\",\"data\":1}", "{\"id\":50,\"type\":\"publish\",\"channel\":\"x\",\"data\":{\"a\":1,\"a\":2}}"})
    void refusesMalformedCommands(String line) {
        try (V1Client client = V1Client.connected(node)) {
            client.wire().send(line);
            await().until(() -> client.lines().size() == 2);
            assertThat(client.lines().get(1)).contains("\"type\":\"error\"").contains("\"code\":\"bad_request\"");
            client.wire().send("{\"id\":60,\"type\":\"ping\"}");
            await().until(() -> client.lines().size() == 3);
        }
    }

    @Test
    @DisplayName("3.3 an id that does not rise is a bad_request with that id")
    void refusesAnIdUsedTwice() {
        try (V1Client client = V1Client.connected(node)) {
            client.wire().send("{\"id\":9,\"type\":\"ping\"}\n{\"id\":9,\"type\":\"ping\"}\n{\"id\":8,\"type\":\"ping\"}");
            await().until(() -> client.lines().size() == 4);
            assertThat(client.lines().subList(1, 4)).anyMatch(line -> line.contains("pong"))
                    .anyMatch(line -> line.contains("\"id\":9") && line.contains("bad_request")).anyMatch(line -> line.contains("\"id\":8") && line.contains("bad_request"));
        }
    }

    @Test
    @DisplayName("3.4 sixteen levels are read, seventeen are not")
    void boundsTheDepth() {
        try (V1Client client = V1Client.connected(node, channel)) {
            assertThat(client.publish(channel, "[".repeat(15) + "]".repeat(15)).join().getString("type")).isEqualTo("published");
            assertThat(client.publish(channel, "[".repeat(16) + "]".repeat(16)).join().getString("code")).isEqualTo("bad_request");
        }
    }

    @Test
    @DisplayName("3.4 twenty protocol errors within a minute close with 1008")
    void closesAfterTwentyErrors() {
        try (V1Client client = V1Client.connected(node)) {
            client.wire().send(IntStream.range(0, 19).mapToObj(i -> "x").collect(Collectors.joining("\n")));
            assertThat(client.call("ping", "").getString("type")).isEqualTo("pong");
            client.wire().send("x\n".repeat(20)); // some of the first may be forgiven by now
            assertThat(client.wire().awaitClosing().code()).isEqualTo(1008);
            assertThat(client.pushes()).last().satisfies(push -> {
                assertThat(push.getString("type")).isEqualTo("disconnect");
                assertThat(push.getInt("code")).isEqualTo(1008);
                assertThat(push.getBoolean("reconnect")).isTrue();
                assertThat(push.getInt("delay")).as("slowly").isEqualTo(60_000);
            });
        }
    }

    @Test
    @DisplayName("3.4 data that is refused is an error of its publish, however often")
    void refusedDataIsNoProtocolError() {
        try (V1Client client = V1Client.connected(node, channel)) {
            for (String data : List.of("\"half \\ud83d\"", "{\"a\":1,\"a\":2}", "[".repeat(16) + "]".repeat(16))) {
                for (int i = 0; i < 25; i++) {
                    assertThat(client.publish(channel, data).join().getString("code")).isEqualTo("bad_request");
                }
            }
            assertThat(client.publish(channel, "\"whole \\ud83d\\udd14\"").join().getString("type")).isEqualTo("published");
        }
    }

    @Test
    @DisplayName("3.5 a message over the limit closes with 1009, in one frame or many")
    void closesOnAMessageTooBig() {
        try (V1Client one = V1Client.connected(node); V1Client many = V1Client.connected(node)) {
            one.wire().send("x".repeat(65_537));
            many.wire().sendFragments(" ".repeat(30_000), " ".repeat(30_000), " ".repeat(5_537));
            assertThat(one.wire().awaitClosing().code()).isEqualTo(1009);
            assertThat(many.wire().awaitClosing().code()).isEqualTo(1009);
        }
    }

    @Test
    @DisplayName("3.5 a message of the greatest size, in fragments that split characters, is read")
    void readsTheGreatestMessage() {
        try (V1Client client = V1Client.connected(node, channel)) {
            String start = "{\"id\":5,\"type\":\"publish\",\"channel\":\"" + channel + "\",\"data\":\"";
            String text = "\ud83d\udd14".repeat((65_536 - start.length() - 2) / 4);
            client.wire().sendFragments(start, text.substring(0, 4_000), text.substring(4_000), "\"}");
            await().until(() -> client.count() == 1);
            assertThat(client.publications().get(0).data()).isEqualTo("\"" + text + "\"");
        }
    }

    @Test
    @Tag("not-everywhere")
    @Shows("A message of more fragments than allowed is refused")
    @DisplayName("3.5 a thousand fragments are a message, one more closes with 1008")
    void boundsFragments() {
        assumeFalse(Stack.given().isWildFly(1), "Undertow hands over what has arrived, and not frames: only the bytes of a message are bounded");
        String[] thousand = IntStream.range(0, 1_000).mapToObj(i -> i == 0 ? "{\"id\":7,\"type\":\"ping\"}" : "").toArray(String[]::new);
        String[] more = IntStream.range(0, 1_001).mapToObj(i -> "").toArray(String[]::new);
        try (V1Client client = V1Client.connected(node)) {
            client.wire().sendFragments(thousand);
            await().until(() -> client.lines().size() == 2);
            assertThat(client.lines().get(1)).contains("pong");
            client.wire().sendFragments(more);
            assertThat(client.wire().awaitClosing().code()).isEqualTo(1008);
        }
    }

    @Test
    @DisplayName("3.6 a burst of commands is carried out, what is too fast beyond it is a rate error, and the connection goes on")
    void boundsTheRateOfCommands() {
        try (V1Client client = V1Client.connected(node)) {
            client.wire().send(IntStream.range(2, 2_402).mapToObj(id -> "{\"id\":" + id + ",\"type\":\"ping\"}").collect(Collectors.joining("\n")));
            await().until(() -> client.lines().size() == 2_401);
            assertThat(client.lines()).filteredOn(line -> line.contains("pong")).hasSizeGreaterThanOrEqualTo(2_000);
            assertThat(client.lines()).filteredOn(line -> line.contains("\"code\":\"rate\"")).isNotEmpty();
            assertThat(client.wire().isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName("3.5 a binary message closes with 1003")
    void closesOnBinary() {
        try (V1Client client = V1Client.connected(node)) {
            client.wire().sendBinary(new byte[] {1, 2, 3});
            assertThat(client.wire().awaitClosing().code()).isEqualTo(1003);
        }
    }

    @Test
    @DisplayName("4 connect.1 who does not connect in time is closed with 4408")
    void closesWhoSaysNothing() {
        try (V1Client client = V1Client.silent(node)) {
            assertThat(client.wire().awaitClosing().code()).isEqualTo(4408);
        }
    }

    @Test
    @DisplayName("4 connect.1 connect comes first, and once")
    void wantsConnectFirst() {
        try (V1Client client = V1Client.silent(node)) {
            assertThat(client.call("ping", "").getString("code")).isEqualTo("not_connected");
            assertThat(client.publish(channel, "1").join().getString("code")).isEqualTo("not_connected");
            assertThat(client.call("connect", "\"channels\":[]").getString("type")).isEqualTo("connected");
            assertThat(client.call("connect", "\"channels\":[]").getString("code")).isEqualTo("bad_request");
        }
    }

    @Test
    @DisplayName("4 connect.3 each channel of a connect has its outcome")
    void judgesEachChannel() {
        try (V1Client client = V1Client.silent(node)) {
            JsonObject reply = client.call("connect", "\"channels\":[\"" + channel + "\",\"..\"]");
            assertThat(reply.getInt("version")).isEqualTo(1);
            assertThat(reply.getJsonArray("channels").getJsonObject(0).keySet()).containsExactly("channel");
            assertThat(reply.getJsonArray("channels").getJsonObject(1).getJsonObject("error").getString("code")).isEqualTo("bad_request");
            client.publish(channel, "1").join();
            await().until(() -> client.count() == 1);
        }
    }

    @Test
    @DisplayName("4 connect.4 a cursor is never believed to be complete in this version")
    void saysThatNothingWasRecovered() {
        try (V1Client client = V1Client.silent(node)) {
            JsonObject reply = client.call("connect", "\"cursor\":\"anything\",\"channels\":[\"" + channel + "\"]");
            assertThat(reply.getJsonArray("channels").getJsonObject(0).get("recovered")).isEqualTo(JsonValue.FALSE);
        }
    }

    @Test
    @DisplayName("4 subscribe.1 what is published after the reply comes, before it or after unsubscribed does not")
    void subscribesAndUnsubscribes() {
        try (V1Client client = V1Client.connected(node); V1Client other = V1Client.connected(node)) {
            other.publish(channel, "\"before\"").join();
            assertThat(client.call("subscribe", "\"channel\":\"" + channel + "\"").getString("type")).isEqualTo("subscribed");
            assertThat(client.call("subscribe", "\"channel\":\"" + channel + "\"").getString("type")).isEqualTo("subscribed");
            other.publish(channel, "\"during\"").join();
            await().until(() -> datas(client).contains("\"during\""));
            assertThat(client.call("unsubscribe", "\"channel\":\"" + channel + "\"").getString("type")).isEqualTo("unsubscribed");
            assertThat(client.call("unsubscribe", "\"channel\":\"" + channel + "\"").getString("type")).isEqualTo("unsubscribed");
            other.publish(channel, "\"after\"").join();
            client.call("subscribe", "\"channel\":\"" + channel + ".end\"");
            other.publish(channel + ".end", "\"end\"").join();
            await().until(() -> datas(client).contains("\"end\""));
            assertThat(datas(client)).filteredOn(data -> !data.equals("\"before\"")) // acknowledged, but perhaps still on its way to this node
                    .containsExactly("\"during\"", "\"end\"");
            assertThat(client.lines().get(1)).contains("subscribed");
        }
    }

    private static List<String> datas(V1Client client) {
        return client.publications().stream().map(Received::data).toList();
    }

    @Test
    @DisplayName("4 subscribe.3 too many subscriptions are refused, the others stay")
    void boundsSubscriptions() {
        String[] hundred = IntStream.range(0, 100).mapToObj(i -> channel + "." + i).toArray(String[]::new);
        try (V1Client client = V1Client.connected(node, hundred)) {
            assertThat(client.call("subscribe", "\"channel\":\"" + channel + "\"").getString("code")).isEqualTo("limit");
            client.call("unsubscribe", "\"channel\":\"" + channel + ".5\"");
            assertThat(client.call("subscribe", "\"channel\":\"" + channel + "\"").getString("type")).isEqualTo("subscribed");
        }
    }

    @ParameterizedTest
    @DisplayName("4 publish.1 the payload is passed through untouched")
    @ValueSource(strings = {"1.0", "1E5", "-0", "123456789012345678901234567890", "{\"b\": 1,  \"a\" : [ 1.50 , \"\\u00e9\\/\" ]}", "\"\"", "null", "[ ]", "true",
            "\"<script>alert(1)</script>\"", "{\"__proto__\":{}}"})
    void passesThePayloadThrough(String data) {
        try (V1Client client = V1Client.connected(node, channel)) {
            client.publish(channel, data).join();
            await().until(() -> client.count() == 1);
            String pushed = client.lines().stream().filter(line -> line.contains("\"type\":\"publication\"")).findFirst().orElseThrow();
            assertThat(pushed).endsWith(",\"data\":" + data + "}");
        }
    }

    @Test
    @DisplayName("4 publish.2 a publish is acknowledged with the identity that its publication has")
    void acknowledges() {
        try (V1Client client = V1Client.connected(node, channel)) {
            JsonObject first = client.publish(channel, "1").join();
            JsonObject second = client.publish(channel, "2").join();
            await().until(() -> client.count() == 2);
            assertThat(first.getString("level")).isEqualTo("accepted");
            assertThat(client.publications()).extracting(Received::seq).containsExactly(first.getJsonNumber("seq").longValue(), second.getJsonNumber("seq").longValue());
            assertThat(client.publications()).extracting(Received::origin).containsOnly(first.getString("origin"));
            assertThat(second.getJsonNumber("seq").longValue()).isGreaterThan(first.getJsonNumber("seq").longValue());
        }
    }

    @Test
    @DisplayName("4 presence, history: reserved")
    void saysWhatIsReserved() {
        try (V1Client client = V1Client.connected(node)) {
            assertThat(client.call("presence", "\"channel\":\"" + channel + "\"").getString("code")).isEqualTo("unsupported");
            assertThat(client.call("history", "\"channel\":\"" + channel + "\"").getString("type")).isEqualTo("history");
        }
    }

    @Test
    @DisplayName("6.1, 6.2 raw text is published as it is, and payloads come as they are")
    void speaksRawText() throws Exception {
        List<String> texts = List.of("plain", "{\"a\": 1.0}", "", "line one\nline two", "\ud83d\udd14 <b>", "\"quoted\"");
        try (RawClient raw = RawClient.open(node, channel); RawClient other = RawClient.open(node, channel); V1Client v1 = V1Client.connected(node, channel)) {
            for (String text : texts) {
                raw.wire().send(text).get();
            }
            v1.publish(channel, "\"from \\\"v1\\\"\"");
            await().until(() -> raw.count() == 7 && other.count() == 7 && v1.count() == 7);
            assertThat(raw.messages().stream().filter(texts::contains)).containsExactlyElementsOf(texts);
            assertThat(other.messages()).contains("from \"v1\"").containsExactlyElementsOf(raw.messages());
            assertThat(v1.publications()).extracting(Received::data).contains("\"plain\"", "{\"a\":1.0}", "\"\"", "\"line one\\nline two\"", "\"quoted\"");
        }
    }

    @Test
    @DisplayName("6.4 a raw message that is too big closes with 1009, a binary one with 1003")
    void boundsRawText() {
        try (RawClient big = RawClient.open(node, channel); RawClient binary = RawClient.open(node, channel)) {
            big.wire().send("x".repeat(65_537));
            binary.wire().sendBinary(new byte[] {1});
            assertThat(big.wire().awaitClosing().code()).isEqualTo(1009);
            assertThat(binary.wire().awaitClosing().code()).isEqualTo(1003);
        }
    }
}
