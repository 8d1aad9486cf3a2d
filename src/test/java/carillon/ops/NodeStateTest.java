package carillon.ops;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Downlink;
import carillon.backplane.Pulse;
import carillon.backplane.Self;
import carillon.backplane.Uplink;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.doctor.Doctor;
import carillon.doctor.NodeThreads;
import carillon.doctor.Site;
import carillon.doctor.Vitality;
import carillon.hub.Draining;
import carillon.sequence.Sequencer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That a node of which a thread has died is neither ready nor live, whatever else is well. */
class NodeStateTest {

    private final Settings settings = Settings.of(Map.of());
    private final ManualTicker ticker = new ManualTicker();
    private final NodeThreads threads = new NodeThreads();
    private final NodeState state = new NodeState(new Self(settings), new Pulse(settings, ticker), new Sequencer(settings, ticker), new Draining(),
            new Vitality(new Uplink(ticker), new Downlink(ticker), threads, settings, ticker), new Doctor(List.of(), Site.UNKNOWN, ticker));

    @Test
    void isNeitherReadyNorLiveOnceAThreadHasDied() throws InterruptedException {
        assertThat(state.isLive()).isTrue();
        assertThat(state.readiness()).extracting(Check::name).doesNotContain("threads");
        Thread writer = threads.watched(Thread::new, true).newThread(() -> {
            throw new OutOfMemoryError("for a test");
        });
        writer.setName("carillon-writer-1");
        writer.start();
        writer.join();
        assertThat(state.isLive()).isFalse();
        assertThat(state.readiness()).filteredOn(check -> check.name().equals("threads")).singleElement().satisfies(check -> {
            assertThat(check.up()).isFalse();
            assertThat(check.data().get("diagnosis").toString()).contains("carillon-writer-1", "OutOfMemoryError");
        });
    }
}
