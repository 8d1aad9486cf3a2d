package carillon.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {

    private final List<ProcessHandle> thisOne = List.of(ProcessHandle.current());

    @Test
    void readsWhatThisJvmUses() {
        assertThat(Usage.cpuSeconds(thisOne)).isPositive();
        assertThat(Usage.resident(thisOne).orElse(1e9)).isBetween(1e7, 1e11);
        assertThat(LiveHeap.of(ProcessHandle.current())).isBetween(1e6, (double) Runtime.getRuntime().maxMemory());
    }

    @Test
    void knowsNothingOfProcessesThatAreNotKnown() {
        assertThat(Usage.cpuSeconds(List.of())).isNaN();
        assertThat(Usage.resident(List.of())).isEmpty();
    }
}
