package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.TestNode;
import carillon.backplane.LocalTopic;
import carillon.config.ManualTicker;
import carillon.protocol.CloseCode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection may ask for in a second, of both dialects. */
class RatesTest {

    private final ManualTicker ticker = new ManualTicker();
    private final TestNode node = new TestNode(new LocalTopic(), ticker, Map.of("carillon.publish.rate", "10", "carillon.publish.burst", "3",
            "carillon.command.rate", "10", "carillon.command.burst", "3"));

    @BeforeEach
    void ready() {
        node.turn();
    }

    @Test
    void refusesAPublicationThatComesTooFastAndPublishesNothing() {
        TestClient client = node.v1("news");
        for (int n = 1; n <= 4; n++) {
            client.publish("news", String.valueOf(n));
        }
        node.turn();
        assertThat(client.outcome(4)).as("the third was allowed").containsExactly("published");
        assertThat(client.outcome(5)).containsExactly("rate");
        assertThat(client.data()).containsExactly("1", "2", "3");
        ticker.advanceMs(100);
        long later = client.publish("news", "5");
        node.turn();
        assertThat(client.outcome(later)).containsExactly("published");
        assertThat(client.transport().closed()).isEmpty();
    }

    @Test
    void refusesAnyOtherCommandThatComesTooFastAndChangesNothing() {
        TestClient client = node.v1();
        client.command("subscribe", "\"channel\":\"a\"");
        client.command("unsubscribe", "\"channel\":\"a\"");
        client.command("ping", "");
        long subscribe = client.command("subscribe", "\"channel\":\"b\"");
        long reserved = client.command("presence", "\"channel\":\"b\"");
        assertThat(client.outcome(4)).containsExactly("pong");
        assertThat(client.outcome(subscribe)).containsExactly("rate");
        assertThat(client.outcome(reserved)).containsExactly("rate");
        assertThat(node.hub().channels()).isZero();
        long publish = client.publish("a", "1");
        node.turn();
        assertThat(client.outcome(publish)).as("of another purse").containsExactly("published");
    }

    @Test
    void endsAConnectionThatGoesOnTooFast() {
        TestClient client = node.v1();
        for (int i = 0; i < 3 + 100; i++) {
            client.command("ping", "");
        }
        assertThat(client.transport().closed()).isEmpty();
        client.command("ping", "");
        assertThat(client.transport().closed()).contains(CloseCode.RATE);
        assertThat(client.lines("disconnect")).singleElement().satisfies(push -> {
            assertThat(push.getInt("code")).isEqualTo(4429);
            assertThat(push.getBoolean("reconnect")).isTrue();
        });
    }

    @Test
    void countsMessagesInWhichNothingIsAsked() {
        TestClient client = node.v1();
        for (int i = 0; i < 3 + 100; i++) {
            client.send("\n \n");
        }
        assertThat(client.transport().closed()).isEmpty();
        client.send("");
        assertThat(client.transport().closed()).contains(CloseCode.RATE);
    }

    @Test
    void endsARawConnectionThatPublishesTooFast() {
        TestClient raw = node.raw("news");
        for (int n = 1; n <= 3; n++) {
            raw.publishRaw("news", String.valueOf(n));
        }
        assertThat(raw.transport().closed()).isEmpty();
        raw.publishRaw("news", "4");
        assertThat(raw.transport().closed()).contains(CloseCode.RATE);
        TestClient other = node.raw("news");
        node.turn();
        assertThat(other.transport().messages()).containsExactly("1", "2", "3");
    }

    @Test
    void leavesAnyNumberToWhoeverSetsZero() {
        TestNode free = new TestNode(new LocalTopic(), ticker, Map.of("carillon.publish.rate", "0", "carillon.command.rate", "0"));
        free.turn();
        TestClient client = free.v1();
        for (int i = 0; i < 30_000; i++) {
            client.command("ping", "");
        }
        assertThat(client.lines("error")).isEmpty();
        TestClient raw = free.raw("news");
        for (int i = 0; i < 16_384; i++) {
            raw.publishRaw("news", "x");
        }
        assertThat(raw.transport().closed()).isEmpty();
    }
}
