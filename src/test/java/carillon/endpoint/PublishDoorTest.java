package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.TestNode;
import carillon.backplane.LocalTopic;
import carillon.config.ManualTicker;
import carillon.protocol.CloseCode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishDoorTest {

    private final TestNode node = new TestNode(new LocalTopic(), new ManualTicker(), Map.of("carillon.payload.max.bytes", "10"));
    private final TestClient raw = node.raw("news");
    private final TestClient v1 = node.v1("news");

    @BeforeEach
    void ready() {
        node.turn();
    }

    @Test
    void tellsARawClientNothingWhenAllIsWell() {
        raw.publishRaw("elsewhere", "a");
        node.turn();
        assertThat(raw.transport().messages()).isEmpty();
        assertThat(raw.transport().closed()).isEmpty();
        assertThat(raw.inFlight()).isZero();
    }

    @Test
    void closesARawClientThatSendsTooMuch() {
        raw.publishRaw("news", "12345678901");
        assertThat(raw.transport().closed()).contains(CloseCode.TOO_BIG);
        node.turn();
        assertThat(v1.data()).isEmpty();
    }

    @Test
    void sniffsRawTextAndNotVersionOne() {
        raw.publishRaw("news", "{\"a\":1}");
        raw.publishRaw("news", "{a}");
        v1.publish("news", "\"[1]\"");
        node.turn();
        assertThat(v1.data()).containsExactly("{\"a\":1}", "\"{a}\"", "\"[1]\"");
        assertThat(raw.transport().messages()).containsExactly("{\"a\":1}", "{a}", "[1]");
    }

    @Test
    void countsInFlightOnlyWhatWaits() {
        v1.publish("news", "1");
        v1.publish("news", "\"12345678901\"");
        assertThat(v1.inFlight()).isEqualTo(1);
        node.turn();
        assertThat(v1.inFlight()).isZero();
    }
}
