package carillon.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    private static final Origin ME = new Origin("me");
    private static final long SECOND = 1_000_000_000L;

    private final Stopwatch stopwatch = new Stopwatch();

    private static Stamp stamp(long sequence) {
        return new Stamp(ME, sequence);
    }

    private static Publication publication(long sequence) {
        return new Publication(new Channel("news"), stamp(sequence), Payload.text("x"));
    }

    @Test
    void findsTheOneThatItHasStarted() {
        stopwatch.sent(stamp(2), 5, SECOND);
        assertThat(stopwatch.among(List.of(publication(1)))).isEmpty();
        assertThat(stopwatch.among(List.of(publication(1), publication(2)))).contains(new Stopwatch.Timed(stamp(2), 5));
        assertThat(stopwatch.among(List.of(publication(2)))).as("once").isEmpty();
    }

    @Test
    void timesOneAtATimeAndNotTooOften() {
        stopwatch.sent(stamp(1), 0, SECOND);
        stopwatch.sent(stamp(2), 0, 2 * SECOND);
        assertThat(stopwatch.among(List.of(publication(2)))).as("the first is under way").isEmpty();
        assertThat(stopwatch.among(List.of(publication(1)))).isPresent();
        stopwatch.sent(stamp(3), 0, SECOND + SECOND / 10 - 1);
        assertThat(stopwatch.among(List.of(publication(3)))).as("too soon").isEmpty();
        stopwatch.sent(stamp(4), 0, SECOND + SECOND / 10);
        assertThat(stopwatch.among(List.of(publication(4)))).isPresent();
    }

    @Test
    void givesUpWhatDoesNotComeBack() {
        stopwatch.sent(stamp(1), 0, SECOND);
        stopwatch.sent(stamp(2), 0, 11 * SECOND);
        assertThat(stopwatch.among(List.of(publication(2)))).isPresent();
    }
}
