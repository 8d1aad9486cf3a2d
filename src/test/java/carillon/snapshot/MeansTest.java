package carillon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Origin;
import org.junit.jupiter.api.Test;

class MeansTest {

    private static final Origin A = new Origin("a");
    private static final Origin B = new Origin("b");

    private final Means means = new Means();

    @Test
    void areFullWhereHeartbeatsComeThatAreOlderThanThisNode() {
        means.early(A, 60_000, 3_000);
        means.early(A, 64_500, 3_000);
        assertThat(means.mode()).isEqualTo(Mode.LIVE_ONLY);
        means.early(A, 64_501, 3_000);
        assertThat(means.mode()).isEqualTo(Mode.FULL);
    }

    @Test
    void areNotFullWhereHeartbeatsHavePiledUp() {
        means.peers(true);
        for (int second = 0; second <= 9; second++) {
            means.early(A, 60_000 + second * 1_000, 9_000);
            means.early(B, second * 1_000, 9_000);
        }
        assertThat(means.mode()).isEqualTo(Mode.REPAIR);
    }

    @Test
    void forgetWhatCameBeforeThisNodeHeardItself() {
        means.early(A, 60_000, 1_000);
        means.live(0, 1_000);
        means.early(A, 70_000, 1_000);
        assertThat(means.mode()).isEqualTo(Mode.LIVE_ONLY);
    }

    @Test
    void lackReplayOnlyWhereThereWasSomethingToBeSaidAgain() {
        means.peers(true);
        means.live(8_000, 3_000);
        assertThat(means.lacksReplay()).as("both booted with the broker").isFalse();
        means.live(8_001, 3_000);
        assertThat(means.lacksReplay()).isTrue();
        means.early(A, 60_000, 3_000);
        means.early(A, 70_000, 3_000);
        assertThat(means.lacksReplay()).as("it is said again after all").isFalse();
    }

    @Test
    void areRepairAsLongAsAnotherNodeIsThereThatMayAnswer() {
        means.peers(true);
        assertThat(means.mode()).isEqualTo(Mode.REPAIR);
        means.asked(false);
        assertThat(means.mode()).isEqualTo(Mode.LIVE_ONLY);
        means.asked(true);
        assertThat(means.mode()).isEqualTo(Mode.REPAIR);
        means.peers(false);
        assertThat(means.mode()).isEqualTo(Mode.LIVE_ONLY);
    }
}
