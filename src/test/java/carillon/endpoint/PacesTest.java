package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Payload;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.protocol.Command;
import carillon.protocol.ErrorCode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacesTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Paces paces = paces(Map.of("carillon.publish.rate", "10", "carillon.publish.burst", "2"));

    private Paces paces(Map<String, String> set) {
        return new Paces(new MemoryShares(Settings.of(set), ticker), Settings.of(set), ticker);
    }

    private static Command.Publish publish(String text) {
        return new Command.Publish(1, new Channel("c"), Payload.text(text), Optional.empty(), Optional.empty());
    }

    @Test
    void countsTheBytesOfEachAddressForItself() {
        Paces slow = paces(Map.of("carillon.publish.rate.bytes", "1000", "carillon.publish.burst.bytes", "1024"));
        assertThat(slow.publish("a", publish("x".repeat(700))).refusal()).isNull();
        assertThat(slow.publish("a", publish("x")).refusal()).as("257 and 1 bytes more").isEqualTo(ErrorCode.RATE);
        assertThat(slow.publish("b", publish("x".repeat(700))).refusal()).isNull();
        ticker.advanceMs(1_000);
        assertThat(slow.publish("a", publish("x")).refusal()).isNull();
    }

    @Test
    void lessIsNotRefusedToOthersWhereOneAddressHasTooMuchInFlight() {
        Paces few = paces(Map.of("carillon.publish.inflight.max", "2"));
        Paces.Admitted first = few.publish("a", publish("1"));
        assertThat(few.publish("a", publish("2")).refusal()).isNull();
        assertThat(few.publish("a", publish("3")).refusal()).isEqualTo(ErrorCode.BUSY);
        assertThat(few.publish("b", publish("1")).refusal()).isNull();
        few.published("a", first.what());
        assertThat(few.publish("a", publish("3")).refusal()).isNull();
    }

    @Test
    void boundsTheBytesInFlightButNeverASinglePublication() {
        Paces few = paces(Map.of("carillon.publish.inflight.max.bytes", "1024"));
        Paces.Admitted large = few.publish("a", publish("x".repeat(5_000)));
        assertThat(large.refusal()).isNull();
        assertThat(few.publish("a", publish("")).refusal()).isEqualTo(ErrorCode.BUSY);
        few.published("a", large.what());
        assertThat(few.publish("a", publish("")).refusal()).isNull();
        assertThat(few.publish("a", publish("x".repeat(1_020))).refusal()).isNull();
        assertThat(few.publish("a", publish("x".repeat(5))).refusal()).as("with those before").isEqualTo(ErrorCode.BUSY);
    }

    @Test
    void saysWhatIsBeyondTheShareOfAnAddress() {
        Paces shared = paces(Map.of("carillon.payload.max.bytes", "1024", "carillon.history.max.bytes", "16384", "carillon.history.shares", "16", "carillon.history.window.ms", "10000"));
        assertThat(shared.publish("a", publish("x".repeat(700))).what().spare()).isFalse();
        assertThat(shared.publish("a", publish("x".repeat(700))).what().spare()).isTrue();
        assertThat(shared.publish("b", publish("x".repeat(700))).what().spare()).isFalse();
        ticker.advanceMs(10_000);
        assertThat(shared.publish("a", publish("x".repeat(700))).what().spare()).isFalse();
    }

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
        Paces slow = paces(Map.of("carillon.command.rate", "1", "carillon.command.burst", "1"));
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
