package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacesTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Paces paces = new Paces(Settings.of(Map.of("carillon.publish.rate", "10", "carillon.publish.burst", "2")), ticker);

    @Test
    void countsEachAddressForItself() {
        assertThat(paces.mayPublish("a")).isTrue();
        assertThat(paces.mayPublish("a")).isTrue();
        assertThat(paces.mayPublish("a")).isFalse();
        assertThat(paces.mayPublish("b")).isTrue();
        ticker.advanceMs(100);
        assertThat(paces.mayPublish("a")).isTrue();
    }

    @Test
    void countsOtherCommandsApart() {
        Paces slow = new Paces(Settings.of(Map.of("carillon.command.rate", "1", "carillon.command.burst", "1")), ticker);
        assertThat(slow.mayCommand("a")).isTrue();
        assertThat(slow.mayCommand("a")).isFalse();
        assertThat(slow.mayPublish("a")).isTrue();
        assertThat(slow.mayCommand("b")).isTrue();
        ticker.advanceMs(1_000);
        assertThat(slow.mayCommand("a")).isTrue();
    }

    @Test
    void forgetsTheAddressThatWasIdleLongest() {
        paces.mayPublish("a");
        paces.mayPublish("a");
        for (int i = 0; i < 9_999; i++) {
            paces.mayPublish("other " + i);
        }
        assertThat(paces.mayPublish("a")).as("not yet").isFalse();
        for (int i = 0; i < 10_000; i++) {
            paces.mayPublish("another " + i);
        }
        assertThat(paces.mayPublish("a")).isTrue();
    }
}
