package carillon.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSettingsTest {

    private static LogSettings of(Map<String, String> properties, Map<String, String> environment) {
        return LogSettings.of(properties::get, environment::get);
    }

    @Test
    void isShortTextUnlessToldOtherwise() {
        assertThat(of(Map.of(), Map.of("CARILLON_LOG_FORMAT", " "))).isEqualTo(LogSettings.usual());
    }

    @Test
    void comesFromTheEnvironmentAndFirstFromASystemProperty() {
        Map<String, String> environment = Map.of("CARILLON_LOG_FORMAT", "json", "CARILLON_LOG_TRACES", "full", "CARILLON_LOG_RATE", "0", "CARILLON_NODE", "north");
        assertThat(of(Map.of(), environment)).isEqualTo(new LogSettings(true, true, 0, "north"));
        assertThat(of(Map.of("carillon.log.format", "text"), environment).json()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"carillon.log.format, xml, 'text' or 'json'", "carillon.log.traces, none, 'short' or 'full'", "carillon.log.rate, -1, 0 to 1000000", "carillon.log.rate, many, 0 to 1000000"})
    void refusesWhatItDoesNotUnderstand(String key, String value, String words) {
        assertThatThrownBy(() -> of(Map.of(key, value), Map.of())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(key).hasMessageContaining(words).hasMessageContaining(value);
    }
}
