package carillon.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PulseTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Pulse pulse = new Pulse(Settings.of(Map.of("carillon.heartbeat.timeout.ms", "3000")), ticker);

    @Test
    void isNotAliveBeforeItWasFelt() {
        assertThat(pulse.alive()).isFalse();
        assertThat(pulse.ageMs()).isEmpty();
    }

    @Test
    void isAliveForAsLongAsItMayBeSilent() {
        pulse.felt();
        ticker.advanceMs(3_000);
        assertThat(pulse.alive()).isTrue();
        assertThat(pulse.ageMs()).hasValue(3_000);
        ticker.advanceMs(1);
        assertThat(pulse.alive()).isFalse();
        pulse.felt();
        assertThat(pulse.alive()).isTrue();
        assertThat(pulse.ageMs()).hasValue(0);
    }
}
