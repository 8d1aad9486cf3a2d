package carillon.hub;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.outbox.BlockingTransport;
import carillon.hub.outbox.FailingTransport;
import carillon.hub.outbox.RecordingTransport;
import carillon.hub.outbox.Transport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionTest {

    private static final long SECOND = 1_000_000_000L;

    private final ManualTicker ticker = new ManualTicker();
    private final RecordingTransport transport = new RecordingTransport();
    private final BlockingTransport blocking = new BlockingTransport();

    private Connection connection(Dialect dialect, Transport to) {
        return new Connection("c", dialect, to, Settings.of(Map.of("carillon.outbox.max.bytes", "16384", "carillon.payload.max.bytes", "2048")), ticker);
    }

    @Test
    void closesAConnectionThatReadsTooSlowly() {
        Connection connection = connection(Dialect.V1, blocking);
        for (int i = 0; i < 20; i++) {
            connection.send(Frame.of("x".repeat(1_000)));
        }
        assertThat(blocking.closed()).contains(CloseCode.SLOW_CONSUMER);
        assertThat(connection.wasSlow()).isTrue();
        assertThat(connection.waitingBytes()).isZero();
        assertThat(blocking.messages()).as("no goodbye: it would not be read").hasSize(1);
    }

    @Test
    void closesAConnectionThatFails() {
        connection(Dialect.V1, new FailingTransport()).send(Frame.of("a"));
        FailingTransport failing = new FailingTransport();
        Connection connection = connection(Dialect.RAW, failing);
        connection.send(Frame.of("a"));
        assertThat(failing.closed()).contains(CloseCode.GOING_AWAY);
        assertThat(connection.wasSlow()).isFalse();
    }

    @Test
    void saysGoodbyeWhereTheDialectHasAWordForIt() {
        connection(Dialect.V1, transport).close(CloseCode.GOING_AWAY, 1_000);
        assertThat(transport.messages()).containsExactly("{\"type\":\"disconnect\",\"code\":1001,\"reason\":\"the node is going away\",\"reconnect\":true,\"delay\":1000}");
        assertThat(transport.closed()).contains(CloseCode.GOING_AWAY);
        connection(Dialect.RAW, blocking).close(CloseCode.GOING_AWAY, 1_000);
        assertThat(blocking.messages()).isEmpty();
        assertThat(blocking.closed()).contains(CloseCode.GOING_AWAY);
    }

    @Test
    void closesOnlyWhenWhatWaitsHasBeenWritten() {
        Connection connection = connection(Dialect.RAW, blocking);
        connection.send(Frame.of("a"));
        connection.send(Frame.of("b"));
        connection.close(CloseCode.GOING_AWAY, 0);
        blocking.release();
        assertThat(blocking.closed()).isEmpty();
        blocking.release();
        assertThat(blocking.closed()).contains(CloseCode.GOING_AWAY);
        assertThat(blocking.messages()).containsExactly("a", "b");
    }

    @Test
    void pingsEachTimeThatItIsDue() {
        Connection connection = connection(Dialect.V1, transport);
        connection.greeted();
        connection.pingIfDue(SECOND, Optional::empty);
        assertThat(transport.pings()).isEmpty();
        ticker.advanceMs(1_000);
        connection.pingIfDue(SECOND, Optional::empty);
        connection.pingIfDue(SECOND, Optional::empty);
        assertThat(transport.pings()).hasSize(1);
        assertThat(transport.messages()).containsExactly("{\"type\":\"ping\"}");
    }

    @Test
    void pingsWithoutAWordWhereNothingMayBeSaid() {
        Connection ungreeted = connection(Dialect.V1, transport);
        Connection raw = connection(Dialect.RAW, transport);
        raw.greeted();
        ticker.advanceMs(1_000);
        ungreeted.pingIfDue(SECOND, Optional::empty);
        raw.pingIfDue(SECOND, Optional::empty);
        assertThat(transport.pings()).hasSize(2);
        assertThat(transport.messages()).isEmpty();
    }

    @Test
    void sendsNoPingFrameIntoAWriteUnderWay() {
        Connection connection = connection(Dialect.RAW, blocking);
        connection.send(Frame.of("a"));
        ticker.advanceMs(1_000);
        connection.pingIfDue(SECOND, Optional::empty);
        assertThat(blocking.pings()).isEmpty();
    }

    @Test
    void knowsItsAgeAndItsSilence() {
        Connection connection = connection(Dialect.RAW, transport);
        ticker.advanceMs(1_000);
        connection.signs().heard();
        ticker.advanceMs(500);
        assertThat(connection.signs().ageNanos()).isEqualTo(SECOND * 3 / 2);
        assertThat(connection.signs().silentNanos()).isEqualTo(SECOND / 2);
    }
}
