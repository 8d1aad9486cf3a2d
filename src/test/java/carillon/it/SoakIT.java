package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.cluster.Cluster;
import org.junit.jupiter.api.Test;

/** Clients that come and go, a third of them rudely: 2,000 of the 100,000 that {@code mvn -Psoak} has. */
class SoakIT {

    private static final int CYCLES = 2_000;
    private static final int THREADS = 4;

    @Test
    void leavesNothingBehind() throws Exception {
        try (Cluster cluster = SoakCommand.quickToNotice("soak-it").start()) {
            Churn churn = new Churn(cluster.node(1).uri(), THREADS, CYCLES).run();
            assertThat(churn.done()).isEqualTo(CYCLES);
            assertThat(churn.uncut()).as("silent clients that were not cut").isZero();
            NodeHealth.awaitEmpty(cluster.node(1).uri());
            NodeHealth.awaitServing(cluster.node(1).uri(), "soak.after");
        }
    }
}
