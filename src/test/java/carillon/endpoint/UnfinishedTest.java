package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.hub.outbox.RecordingTransport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnfinishedTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Settings settings = Settings.of(Map.of("carillon.message.timeout.ms", "1000"));
    private final RecordingTransport transport = new RecordingTransport();
    private final Conversation conversation = new Conversation(new Connection("c", Dialect.RAW, transport, settings, ticker), settings, ticker);
    private final Unfinished unfinished = new Unfinished(settings);

    private void fragment(String text, boolean last) {
        conversation.assembler().add(text, last);
    }

    @Test
    void endsWhoLeavesAMessageUnfinished() {
        fragment("a", false);
        unfinished.begun(conversation);
        ticker.advanceMs(1_000);
        unfinished.sweep();
        assertThat(transport.closed()).isEmpty();
        ticker.advanceMs(1);
        unfinished.sweep();
        assertThat(transport.closed()).contains(CloseCode.STALLED);
        assertThat(unfinished.size()).isZero();
    }

    /** Drop by drop is no progress: what counts is when it began. */
    @Test
    void endsWhoNeverComesToAnEnd() {
        unfinished.begun(conversation);
        for (int i = 0; i < 11; i++) {
            fragment("a", false);
            ticker.advanceMs(100);
            unfinished.sweep();
        }
        assertThat(transport.closed()).contains(CloseCode.STALLED);
    }

    @Test
    void letsAMessageThatEndsInTimeEnd() {
        fragment("a", false);
        unfinished.begun(conversation);
        ticker.advanceMs(900);
        fragment("b", true);
        unfinished.ended(conversation);
        ticker.advanceMs(5_000);
        unfinished.sweep();
        assertThat(transport.closed()).isEmpty();
        assertThat(unfinished.size()).isZero();
    }
}
