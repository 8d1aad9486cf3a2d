package carillon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SupervisorTest {

    private final List<String> said = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    /** A part whose next starts go as they are planned, and which ends at once after each. */
    private static final class PlannedPart implements Supervisor.Part {

        private final List<Boolean> plan;
        private Runnable whenOver = () -> { };
        private int starts;

        private PlannedPart(Boolean... becomesReady) {
            this.plan = List.of(becomesReady);
        }

        @Override
        public String name() {
            return "node-1";
        }

        @Override
        public CompletableFuture<Integer> end() {
            if (starts == plan.size()) {
                whenOver.run();
            }
            return CompletableFuture.completedFuture(137);
        }

        @Override
        public void start() {
            starts++;
        }

        @Override
        public void awaitReady() {
            if (!plan.get(starts - 1)) {
                throw new ClusterException("node-1 did not start");
            }
        }
    }

    private void run(PlannedPart part) {
        Supervisor supervisor = new Supervisor(part, said::add, (stopped, pause) -> {
            pauses.add(pause);
            return stopped.getCount() == 0;
        });
        part.whenOver = supervisor::stop;
        supervisor.run();
    }

    @Test
    void startsANodeAgainThatWasKilledHoweverOften() {
        PlannedPart part = new PlannedPart(true, true, true, true, true, true, true, true);
        run(part);
        assertThat(part.starts).isEqualTo(8);
        assertThat(pauses).hasSize(8).containsOnly(Duration.ofSeconds(1));
        assertThat(said).startsWith("node-1 has ended with exit code 137; it is started again in 1 s", "node-1 is ready again");
    }

    @Test
    void givesUpANodeThatDoesNotBecomeReady() {
        PlannedPart part = new PlannedPart(false, false, false, false, false, false, false);
        run(part);
        assertThat(part.starts).isEqualTo(RestartPolicy.MOST_FAILURES);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L);
        assertThat(said.get(said.size() - 1)).contains("5 times in a row").contains("not started again");
    }

    @Test
    void forgetsFailuresOnceItWasReady() {
        PlannedPart part = new PlannedPart(false, false, true, false, false, false, true);
        run(part);
        assertThat(part.starts).isEqualTo(7);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 1L, 2L, 4L, 8L);
    }

    @Test
    void startsNothingOnceItIsStopped() {
        PlannedPart part = new PlannedPart();
        run(part);
        assertThat(part.starts).isZero();
        assertThat(said).as("who ends it knows").isEmpty();
    }

    @Test
    void startsNothingWhenItIsStoppedDuringThePause() {
        PlannedPart part = new PlannedPart(true);
        Supervisor[] supervisor = new Supervisor[1];
        supervisor[0] = new Supervisor(part, said::add, (stopped, pause) -> {
            supervisor[0].stop();
            return false;
        });
        supervisor[0].run();
        assertThat(part.starts).isZero();
    }
}
