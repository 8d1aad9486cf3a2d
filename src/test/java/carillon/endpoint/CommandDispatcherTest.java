package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.TestNode;
import carillon.backplane.LocalTopic;
import carillon.channel.Channel;
import carillon.config.ManualTicker;
import carillon.hub.outbox.RecordingTransport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandDispatcherTest {

    private static final String CONNECT = "{\"id\":1,\"type\":\"connect\",\"channels\":[\"news\"]}";

    private final ManualTicker ticker = new ManualTicker();
    private final TestNode node = new TestNode(new LocalTopic(), ticker, Map.of("carillon.subscriptions.max", "2", "carillon.node", "tower", "carillon.payload.max.bytes", "10"));
    private final TestClient client = node.open(Dialect.V1, new RecordingTransport());

    @BeforeEach
    void ready() {
        node.turn();
    }

    private void sends(String frame, String... answers) {
        int before = client.lines().size();
        client.send(frame);
        assertThat(client.lines().stream().skip(before).map(line -> line.containsKey("id") ? line.get("id") + " " + line.getString("code", line.getString("type"))
                : line.getString("code", line.getString("type")))).containsExactly(answers);
    }

    @Test
    void greetsWhoConnects() {
        client.send("{\"id\":3,\"type\":\"connect\",\"channels\":[\"news\",\"..\",\"news\",\"b\",\"c\"],\"token\":\"t\"}");
        assertThat(client.transport().messages()).singleElement().asString().startsWith("{\"id\":3,\"type\":\"connected\",\"version\":1,\"node\":\"tower\",\"connection\":\"c0\","
                + "\"ping\":25,\"degraded\":false,\"limits\":{\"message\":65536,\"payload\":10,\"subscriptions\":2,\"address\":16384},\"channels\":[{\"channel\":\"news\"},{\"channel\":\"..\",\"error\":{\"code\":\"bad_request\",\"message\":\"" + Channel.RULE
                + "\"}},{\"channel\":\"news\"},{\"channel\":\"b\"},{\"channel\":\"c\",\"error\":{\"code\":\"limit\",");
        assertThat(node.hub().channels()).isEqualTo(2);
    }

    @Test
    void claimsNoRecoveryThatItDidNotMake() {
        client.send("{\"id\":1,\"type\":\"connect\",\"channels\":[\"news\"],\"cursor\":\"anything\"}");
        assertThat(client.lines().get(0).getJsonArray("channels")).hasToString("[{\"channel\":\"news\",\"recovered\":false}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"subscribe\",\"channel\":\"a\"", "\"unsubscribe\",\"channel\":\"a\"", "\"publish\",\"channel\":\"a\",\"data\":1", "\"ping\"", "\"presence\""})
    void wantsConnectFirst(String command) {
        sends("{\"id\":1,\"type\":" + command + "}", "1 not_connected");
        sends("{\"id\":2,\"type\":\"connect\"}", "2 connected");
        assertThat(node.hub().channels()).isZero();
        assertThat(node.publisher().waiting()).isZero();
    }

    @Test
    void connectsOnce() {
        sends(CONNECT, "1 connected");
        sends("{\"id\":2,\"type\":\"connect\",\"channels\":[\"b\"]}", "2 bad_request");
        assertThat(node.hub().follows(new Channel("b"))).isFalse();
    }

    @Test
    void carriesOutAllLinesOfAFrameInOrder() {
        sends("\n" + CONNECT + "\n\n \r\n{\"id\":2,\"type\":\"ping\"}\r\nnonsense\n{\"id\":3,\"type\":\"subscribe\",\"channel\":\"b\"}\n{\"id\":4,\"type\":\"history\",\"channel\":\"b\"}\n",
                "1 connected", "2 pong", "bad_request", "3 subscribed", "4 history");
        sends("");
        sends("\n\n");
    }

    @Test
    void refusesAnIdThatDoesNotRise() {
        sends(CONNECT, "1 connected");
        sends("{\"id\":5,\"type\":\"ping\"}", "5 pong");
        sends("{\"id\":5,\"type\":\"subscribe\",\"channel\":\"b\"}", "5 bad_request");
        sends("{\"id\":4,\"type\":\"subscribe\",\"channel\":\"b\"}", "4 bad_request");
        sends("{\"id\":6,\"type\":\"ping\"}", "6 pong");
        assertThat(node.hub().channels()).isEqualTo(1);
    }

    @Test
    void repeatsWhatIsRepeated() {
        sends(CONNECT, "1 connected");
        sends("{\"id\":2,\"type\":\"subscribe\",\"channel\":\"news\"}", "2 subscribed");
        sends("{\"id\":3,\"type\":\"unsubscribe\",\"channel\":\"news\"}", "3 unsubscribed");
        sends("{\"id\":4,\"type\":\"unsubscribe\",\"channel\":\"news\"}", "4 unsubscribed");
        assertThat(node.hub().channels()).isZero();
    }

    @Test
    void limitsSubscriptions() {
        sends(CONNECT, "1 connected");
        sends("{\"id\":2,\"type\":\"subscribe\",\"channel\":\"b\"}", "2 subscribed");
        sends("{\"id\":3,\"type\":\"subscribe\",\"channel\":\"c\"}", "3 limit");
        sends("{\"id\":4,\"type\":\"subscribe\",\"channel\":\"b\"}", "4 subscribed");
        sends("{\"id\":5,\"type\":\"unsubscribe\",\"channel\":\"b\"}", "5 unsubscribed");
        sends("{\"id\":6,\"type\":\"subscribe\",\"channel\":\"c\"}", "6 subscribed");
    }

    @Test
    void refusesAPayloadThatIsTooLargeInBytes() {
        sends(CONNECT, "1 connected");
        sends("{\"id\":2,\"type\":\"publish\",\"channel\":\"news\",\"data\":\"ééééé\"}");
        sends("{\"id\":3,\"type\":\"publish\",\"channel\":\"news\",\"data\":\"éééééa\"}", "3 too_large");
        sends("{\"id\":4,\"type\":\"publish\",\"channel\":\"news\",\"data\":[1,2,3,4,5]}", "4 too_large");
        node.turn();
        assertThat(client.outcome(2)).containsExactly("published");
        assertThat(client.data()).containsExactly("\"ééééé\"");
    }

    @Test
    void endsAConversationOfNonsense() {
        client.send("x\n".repeat(19));
        assertThat(client.transport().closed()).isEmpty();
        client.send("x");
        assertThat(client.lines("error")).hasSize(20).allSatisfy(error -> assertThat(error.containsKey("id")).isFalse());
        assertThat(client.lines("disconnect")).singleElement().hasToString("{\"type\":\"disconnect\",\"code\":1008,\"reason\":\"too many protocol errors\",\"reconnect\":true,\"delay\":60000}");
        assertThat(client.transport().closed()).isEqualTo(Optional.of(CloseCode.POLICY));
    }

    @Test
    void forgivesNonsenseWithTime() {
        client.send("x\n".repeat(19));
        for (int i = 0; i < 40; i++) {
            ticker.advanceMs(3_000);
            client.send("x");
        }
        assertThat(client.transport().closed()).isEmpty();
        client.send("x\n".repeat(2));
        assertThat(client.transport().closed()).contains(CloseCode.POLICY);
    }

    /** Half a character, a key twice, too many levels, what is no JSON: the error is that of the publish, however often, and wherever its id stands. */
    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud83d\"", "{\"a\":[\"\\udd14\"]}", "{\"\\ud83d\":1}", "{\"a\":1,\"a\":2}", "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "NaN", "[1,]"})
    void dataThatIsRefusedIsNoErrorOfTheConnection(String data) {
        sends(CONNECT, "1 connected");
        for (int id = 2; id < 100; id++) {
            sends("{\"id\":" + id + ",\"type\":\"publish\",\"channel\":\"news\",\"data\":" + data + "}", id + " bad_request");
        }
        assertThat(client.transport().closed()).isEmpty();
        assertThat(node.publisher().waiting()).isZero();
        sends("{\"id\":100,\"type\":\"ping\"}", "100 pong");
    }

    @Test
    void dataThatIsRefusedIsAnsweredThoughItsIdStandsBehindIt() {
        sends(CONNECT, "1 connected");
        sends("{\"data\":[\"\\ud83d\",{\"a\":1,\"a\":2}],\"channel\":\"news\",\"type\":\"publish\",\"id\":2}", "2 bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"publish\",\"channel\":\"no name\",\"data\":1", "\"publish\",\"channel\":\"news\"", "\"publish\",\"channel\":\"news\",\"data\":1,\"key\":\"two words\"",
        "\"publish\",\"channel\":\"news\",\"data\":1,\"level\":\"best\"", "\"subscribe\",\"channel\":\"..\"", "\"unsubscribe\",\"channel\":5", "\"history\",\"channel\":\"news\",\"last\":5000",
        "\"history\",\"channel\":\"news\",\"cursor\":{}"})
    void aValueThatAnApplicationChoseIsNoErrorOfTheConnection(String members) {
        sends(CONNECT, "1 connected");
        for (int id = 2; id < 100; id++) {
            sends("{\"id\":" + id + ",\"type\":" + members + "}", id + " bad_request");
        }
        assertThat(client.transport().closed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":%d,\"type\":\"shout\"}", "{\"id\":%d}", "{\"type\":\"ping\"}", "{\"id\":1,\"type\":\"ping\"}", "{\"id\":%d,\"id\":%d,\"type\":\"ping\"}", "[]", "{\"id\":%d,\"type\":\"ping\",\"more\":\"\\ud83d\"}",
        "{\"id\":%d,\"type\":\"publish\",\"data\":1,\"data\":2}", "{\"id\":%d,\"type\":\"publish\",\"data\":1,\"\\ud83d\":2}", CONNECT})
    void whatIsNotTheProtocolIsAnErrorOfTheConnection(String line) {
        sends(CONNECT, "1 connected");
        for (int id = 2; id < 22; id++) {
            assertThat(client.transport().closed()).isEmpty();
            client.send(line.replace("%d", Integer.toString(id)));
        }
        assertThat(client.transport().closed()).contains(CloseCode.POLICY);
    }

    /** Or refusing would cost nothing: it is paid for like a publication that is carried out. */
    @Test
    void dataThatIsRefusedCountsAsAPublication() {
        TestNode strict = new TestNode(new LocalTopic(), ticker, Map.of("carillon.publish.rate", "10", "carillon.publish.burst", "5"));
        TestClient flooding = strict.open(Dialect.V1, new RecordingTransport());
        strict.turn();
        flooding.send(CONNECT);
        for (int id = 2; id < 200; id++) {
            flooding.send("{\"id\":" + id + ",\"type\":\"publish\",\"channel\":\"news\",\"data\":\"\\ud83d\"}");
        }
        assertThat(flooding.outcome(6)).containsExactly("bad_request");
        assertThat(flooding.outcome(7)).containsExactly("rate");
        assertThat(flooding.transport().closed()).contains(CloseCode.RATE);
    }

    /** What is carried out behind the last straw is never answered: its sender could not know of it. */
    @Test
    void carriesNothingOutThatComesBehindTheLastError() {
        sends(CONNECT, "1 connected");
        client.send("x\n".repeat(20) + "{\"id\":2,\"type\":\"publish\",\"channel\":\"news\",\"data\":1}");
        assertThat(node.publisher().waiting()).isZero();
    }
}
