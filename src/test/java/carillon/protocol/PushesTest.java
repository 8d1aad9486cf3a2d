package carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushesTest {

    @Test
    void areWrittenAsTheProtocolShows() {
        assertThat(Pushes.ping(Optional.empty()).text()).isEqualTo("{\"type\":\"ping\"}");
        assertThat(Pushes.ping(Optional.of("AQ")).text()).isEqualTo("{\"type\":\"ping\",\"cursor\":\"AQ\"}");
        assertThat(Pushes.gap().text()).isEqualTo("{\"type\":\"gap\",\"reason\":\"lost\"}");
        assertThat(Pushes.degraded(true).text()).isEqualTo("{\"type\":\"degraded\",\"value\":true}");
        assertThat(Pushes.degraded(false).text()).isEqualTo("{\"type\":\"degraded\",\"value\":false}");
        assertThat(Pushes.disconnect(CloseCode.SLOW_CONSUMER, 1_000).text())
                .isEqualTo("{\"type\":\"disconnect\",\"code\":1013,\"reason\":\"slow consumer\",\"reconnect\":true,\"delay\":1000}");
        assertThat(Pushes.disconnect(CloseCode.POLICY, 60_000).text())
                .isEqualTo("{\"type\":\"disconnect\",\"code\":1008,\"reason\":\"too many protocol errors\",\"reconnect\":true,\"delay\":60000}");
    }
}
