package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.hub.RecordingTransport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private final RecordingTransport transport = new RecordingTransport();
    private final Conversation conversation = new Conversation(
            new Connection("c", Dialect.V1, transport, Settings.of(Map.of()), new ManualTicker()), new TextAssembler(10));

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
        conversation.erred(3);
        conversation.erred(3);
        assertThat(transport.closed()).isEmpty();
        conversation.erred(3);
        conversation.erred(3);
        assertThat(transport.closed()).contains(CloseCode.POLICY);
        assertThat(transport.messages()).as("one goodbye").hasSize(1);
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
