package carillon.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyTest {

    private final Latency latency = new Latency();

    private int placeOf(long nanos) {
        latency.took(nanos);
        return latency.counts().indexOf(1L);
    }

    @Test
    void countsWhatTookAsLongAsABoundBelowIt() {
        assertThat(Latency.bounds().get(placeOf(1_000_000))).isEqualTo(0.001);
    }

    @Test
    void countsWhatTookLongerAboveIt() {
        assertThat(Latency.bounds().get(placeOf(1_000_001))).isEqualTo(0.0025);
    }

    @Test
    void countsWhatTookVeryLong() {
        assertThat(Latency.bounds().get(placeOf(60_000_000_000L))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(latency.seconds()).isEqualTo(60);
    }
}
