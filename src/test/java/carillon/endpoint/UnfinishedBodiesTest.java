package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnfinishedBodiesTest {

    private final List<String> events = new ArrayList<>();
    private final ManualTicker ticker = new ManualTicker();
    private final ClosingSockets closings = new ClosingSockets(ticker);
    private final UnfinishedBodies bodies = new UnfinishedBodies(Settings.of(Map.of("carillon.message.timeout.ms", "2000")), ticker, closings);

    private void after(long millis) {
        ticker.advanceMs(millis);
        bodies.sweep();
        closings.sweep();
    }

    @Test
    void answersThatABodyIsLateAndResetsTheSocketASecondLater() {
        UnfinishedBodies.Body body = bodies.begin(() -> events.add("reset"), () -> events.add("late"));
        after(2_000);
        assertThat(events).isEmpty();
        after(1);
        assertThat(events).containsExactly("late");
        assertThat(bodies.end(body)).as("what comes yet is not carried out").isFalse();
        after(1_001);
        assertThat(events).containsExactly("late", "reset");
    }

    @Test
    void leavesABodyThatCameInTime() {
        assertThat(bodies.end(bodies.begin(() -> events.add("reset"), () -> events.add("late")))).isTrue();
        after(10_000);
        assertThat(events).isEmpty();
    }
}
