package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.hub.Draining;
import carillon.hub.Hub;
import carillon.hub.outbox.RecordingTransport;
import carillon.protocol.Dialect;
import carillon.relay.Boot;
import carillon.sequence.Sequencer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final long WARMUP_MS = 3_000;

    private final ManualTicker ticker = new ManualTicker();
    private final Settings settings = Settings.of(Map.of("carillon.connections.max", "2", "carillon.address.connections.max", "1", "carillon.warmup.timeout.ms", Long.toString(WARMUP_MS)));
    private final Hub hub = new Hub();
    private final Admission admission = new Admission(hub, settings);
    private final Draining draining = new Draining();
    private final Sequencer sequencer = sequencer();
    private final Gate gate = new Gate(admission, draining, new Boot(sequencer, settings, ticker));

    @Test
    void letsNobodyInBeforeTheNodeHasSettled() {
        assertThat(gate.refusal("a")).get().extracting(Refusal::status).isEqualTo(503);
        sequencer.settle();
        assertThat(gate.refusal("a")).isEmpty();
    }

    @Test
    void staysOpenWhenTheNodeIsUnsettledLater() {
        sequencer.settle();
        assertThat(gate.refusal("a")).isEmpty();
        sequencer.unsettle();
        assertThat(gate.refusal("a")).isEmpty();
    }

    @Test
    void opensAllTheSameWhereThereIsNoBroker() {
        ticker.advanceMs(WARMUP_MS + 4_999);
        assertThat(gate.refusal("a")).isPresent();
        ticker.advanceMs(1);
        assertThat(gate.refusal("a")).isEmpty();
    }

    @Test
    void letsNobodyInWhoFindsNoRoom() {
        sequencer.settle();
        enter("a");
        assertThat(gate.refusal("a")).get().extracting(Refusal::status).isEqualTo(429);
        assertThat(gate.refusal(null)).isEmpty();
        enter("b");
        assertThat(gate.refusal("c")).get().extracting(Refusal::status).isEqualTo(503);
    }

    @Test
    void letsNobodyInBeforeItStops() {
        sequencer.settle();
        draining.begin();
        assertThat(gate.refusal("a")).get().extracting(Refusal::reason).asString().contains("stop");
    }

    private void enter(String address) {
        assertThat(admission.admit(new Connection("c", Dialect.RAW, new RecordingTransport(), settings, ticker), address)).isTrue();
    }

    private Sequencer sequencer() {
        return new Sequencer(settings, ticker);
    }
}
