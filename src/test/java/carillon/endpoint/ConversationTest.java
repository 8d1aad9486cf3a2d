package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.hub.outbox.RecordingTransport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Settings settings = Settings.of(Map.of("carillon.publish.rate", "10", "carillon.publish.burst", "5", "carillon.command.rate", "1", "carillon.command.burst", "2"));
    private final AtomicInteger closes = new AtomicInteger();
    private final RecordingTransport transport = new RecordingTransport() {
        @Override
        public void close(CloseCode code) {
            closes.incrementAndGet();
            super.close(code);
        }
    };
    private final Conversation conversation = new Conversation(new Connection("c", Dialect.V1, transport, settings, ticker), settings, ticker);

    @Test
    void takesOnlyIdsThatRise() {
        assertThat(conversation.rises(1)).isTrue();
        assertThat(conversation.rises(1)).isFalse();
        assertThat(conversation.rises(7)).isTrue();
        assertThat(conversation.rises(6)).isFalse();
        assertThat(conversation.rises((1L << 53) - 1)).isTrue();
    }

    @Test
    void endsWithTheErrorThatIsTooMuch() {
        for (int i = 0; i < 19; i++) {
            conversation.erred();
        }
        assertThat(transport.closed()).isEmpty();
        conversation.erred();
        conversation.erred();
        assertThat(transport.closed()).contains(CloseCode.POLICY);
        assertThat(transport.messages()).as("one goodbye").singleElement().asString().contains("\"delay\":60000");
    }

    @Test
    void forgivesAnErrorEveryThreeSeconds() {
        for (int i = 0; i < 19; i++) {
            conversation.erred();
        }
        for (int i = 0; i < 40; i++) {
            ticker.advanceMs(3_000);
            conversation.erred();
        }
        assertThat(transport.closed()).isEmpty();
        ticker.advanceMs(2_999);
        conversation.erred();
        assertThat(transport.closed()).contains(CloseCode.POLICY);
    }

    @Test
    void forgivesNoneWhereNoneIsAllowed() {
        Settings strict = Settings.of(Map.of("carillon.errors.max", "1"));
        Conversation one = new Conversation(new Connection("c", Dialect.V1, transport, strict, ticker), strict, ticker);
        ticker.advanceMs(600_000);
        one.erred();
        assertThat(transport.closed()).contains(CloseCode.POLICY);
    }

    @Test
    void paysPublicationsAndOtherCommandsFromDifferentPurses() {
        for (int i = 0; i < 5; i++) {
            assertThat(conversation.mayPublish(1)).isTrue();
        }
        assertThat(conversation.mayPublish(1)).isFalse();
        assertThat(conversation.mayCommand()).isTrue();
        assertThat(conversation.mayCommand()).isTrue();
        assertThat(conversation.mayCommand()).isFalse();
        ticker.advanceMs(100);
        assertThat(conversation.mayPublish(1)).as("ten a second").isTrue();
        assertThat(conversation.mayCommand()).as("one a second").isFalse();
        assertThat(transport.closed()).isEmpty();
    }

    @Test
    void endsOnceThatItWasTooFastForTooLong() {
        for (int i = 0; i < 5 + 10 * Pace.PATIENCE_SECONDS; i++) {
            conversation.mayPublish(1);
        }
        assertThat(transport.closed()).isEmpty();
        assertThat(conversation.mayPublish(1)).isFalse();
        assertThat(transport.closed()).contains(CloseCode.RATE);
        assertThat(conversation.isOver()).isTrue();
        conversation.end(CloseCode.POLICY, 0);
        assertThat(closes).as("each close costs a thread that waits for the client").hasValue(1);
        assertThat(transport.messages()).as("one goodbye").singleElement().asString().contains("4429").contains("\"delay\":5000");
    }

    @Test
    void connectionsHaveShortNamesOfTheirOwn() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(ConnectionIds.next());
        }
        assertThat(ids).hasSize(10_000).allMatch(id -> id.matches("[A-Za-z0-9_-]{8}"));
    }
}
