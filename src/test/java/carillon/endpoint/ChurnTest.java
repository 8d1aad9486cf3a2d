package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.hub.Hub;
import carillon.hub.outbox.RecordingTransport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Connections that come, subscribe and go leave nothing behind, however they go. */
class ChurnTest {

    private static final int CYCLES = 100_000;
    /** What a thousand forgotten connections would hold at the very least. */
    private static final long LEFT_OVER = 1_000_000;

    private final ManualTicker ticker = new ManualTicker();
    private final Settings settings = Settings.of(Map.of("carillon.ping.interval.ms", "1000", "carillon.connect.timeout.ms", "1000", "carillon.message.timeout.ms", "1000", "carillon.address.connections.max", "1000"));
    private final Hub hub = new Hub();
    private final Admission admission = new Admission(hub, settings);
    private final Unfinished unfinished = new Unfinished(settings);
    private final Keepalive keepalive = new Keepalive(hub, admission, unfinished, null, settings);

    @Test
    void leavesNothingBehind() {
        churn(5_000);
        long before = used();
        churn(CYCLES);
        assertThat(hub.size()).isZero();
        assertThat(hub.channels()).isZero();
        assertThat(unfinished.size()).isZero();
        assertThat(admission.isFull("10.0.0.1")).isFalse();
        assertThat(used() - before).as("bytes left").isLessThan(LEFT_OVER);
    }

    private void churn(int cycles) {
        for (int n = 0; n < cycles; n++) {
            cycle(n);
            if (n % 500 == 499) {
                ticker.advanceMs(2_501);
                keepalive.sweep(); // closes who is silent
                keepalive.sweep(); // forgets whom the container closed without a word
            }
        }
    }

    private void cycle(int n) {
        RecordingTransport transport = new RecordingTransport();
        Connection connection = new Connection("c" + n, Dialect.RAW, transport, settings, ticker);
        assertThat(admission.admit(connection, "10.0.0.1")).isTrue();
        connection.greeted();
        hub.subscribe(connection, List.of(new Channel("all"), new Channel("own." + n)), accepted -> Frame.of("subscribed"));
        if (n % 3 != 0) {
            admission.leave(connection);
            return;
        }
        switch (n / 3 % 3) {
            case 0 -> transport.close(CloseCode.GOING_AWAY); // and no @OnClose
            case 1 -> unfinished(connection);
            default -> { } // says nothing more
        }
    }

    private void unfinished(Connection connection) {
        Conversation conversation = new Conversation(connection, settings, ticker);
        conversation.assembler().add("half of a mess", false);
        unfinished.begun(conversation);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
