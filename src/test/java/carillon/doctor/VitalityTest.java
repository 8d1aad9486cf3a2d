package carillon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Downlink;
import carillon.backplane.Uplink;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a node says that it is not live: late, and never because of the broker. */
class VitalityTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Uplink uplink = new Uplink(ticker);
    private final Downlink downlink = new Downlink(ticker);
    private final Vitality vitality = new Vitality(uplink, downlink, new NodeThreads(), Settings.of(Map.of()), ticker);

    private void pass(long seconds, Runnable each) {
        for (long i = 0; i < seconds; i++) {
            ticker.advanceMs(1_000);
            each.run();
        }
    }

    private void hear() {
        vitality.tick();
        downlink.enter();
        downlink.leave();
    }

    private void all() {
        hear();
        uplink.turn();
    }

    @Test
    void isWellAsLongAsAllRun() {
        pass(1, this::all);
        pass(300, this::all);
        assertThat(vitality.failure()).isEmpty();
    }

    @Test
    void hasStartedOnceSenderAndTimerHave() {
        assertThat(vitality.hasStarted()).isFalse();
        vitality.tick();
        assertThat(vitality.hasStarted()).isFalse();
        uplink.turn();
        assertThat(vitality.hasStarted()).isTrue();
        assertThat(vitality.failure()).isEmpty();
    }

    @Test
    void failsWhenTheTimerHasNotRunForAMinute() {
        vitality.tick();
        ticker.advanceMs(60_000);
        assertThat(vitality.failure()).isEmpty();
        ticker.advanceMs(1_000);
        assertThat(vitality.failure()).hasValueSatisfying(why -> assertThat(why).contains("timer"));
    }

    @Test
    void failsWhenTheListenerIsAtWorkOnOneMessageForAMinute() {
        downlink.enter();
        pass(60, vitality::tick);
        assertThat(vitality.failure()).isEmpty();
        pass(1, vitality::tick);
        assertThat(vitality.failure()).hasValueSatisfying(why -> assertThat(why).contains("listener"));
        downlink.leave();
        assertThat(vitality.failure()).isEmpty();
    }

    @Test
    void failsWhenTheSenderHasDied() {
        uplink.turn();
        uplink.end(false);
        pass(60, vitality::tick);
        assertThat(vitality.failure()).isEmpty();
        pass(1, vitality::tick);
        assertThat(vitality.failure()).hasValueSatisfying(why -> assertThat(why).contains("died"));
    }

    @Test
    void failsWhenTheSenderIsStuckThoughTheBrokerIsThere() {
        uplink.turn();
        pass(61, this::hear);
        assertThat(vitality.failure()).hasValueSatisfying(why -> assertThat(why).contains("stuck"));
    }

    @Test
    void doesNotFailWhenTheSenderWaitsForABrokerThatIsAway() {
        all();
        pass(3_600, vitality::tick);
        assertThat(vitality.failure()).isEqualTo(Optional.empty());
    }

    @Test
    void doesNotFailWhenTheSenderHasEndedAsWasWanted() {
        uplink.turn();
        uplink.end(true);
        pass(300, this::hear);
        assertThat(vitality.failure()).isEmpty();
    }
}
