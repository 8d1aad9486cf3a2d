package carillon.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EchoWindowTest {

    private final ManualTicker ticker = new ManualTicker();
    private final EchoWindow window = new EchoWindow(Settings.of(Map.of("carillon.batch.max.bytes", "1024", "carillon.unechoed.max.bytes", "16384")), ticker);

    @Test
    void isOpenAsLongAsLittleIsUnderWayHoweverLong() {
        assertThat(window.isOpen()).isTrue();
        window.sent(10, 1_023);
        ticker.advanceMs(60_000);
        assertThat(window.isOpen()).isTrue();
    }

    @Test
    void isOpenForMoreAsLongAsItComesBackInTime() {
        window.sent(10, 5_000);
        window.sent(20, 5_000);
        ticker.advanceMs(99);
        assertThat(window.isOpen()).isTrue();
        ticker.advanceMs(1);
        assertThat(window.isOpen()).isFalse();
        assertThat(window.heard(9)).isFalse();
        assertThat(window.isOpen()).isFalse();
        assertThat(window.heard(10)).isTrue();
        assertThat(window.isOpen()).as("the second is as old").isFalse();
        assertThat(window.heard(25)).isTrue();
        assertThat(window.isOpen()).isTrue();
    }

    @Test
    void isShutWhereMoreIsUnderWayThanTheNodeCanSendAgain() {
        window.sent(10, 16_384);
        assertThat(window.isOpen()).isFalse();
    }
}
