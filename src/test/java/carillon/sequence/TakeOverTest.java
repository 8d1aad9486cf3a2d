package carillon.sequence;

import static carillon.sequence.SequencerRig.A;
import static carillon.sequence.SequencerRig.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A sequencer that goes on where that of another node has come. */
class TakeOverTest {

    private final SequencerRig rig = new SequencerRig();

    @Test
    void goesOnWhereAnotherNodeHasCome() {
        assertThat(rig.restore(B, 5, 1_000, 9_000)).isEmpty();
        assertThat(rig.offer(B, 4, 5, 6)).containsExactly("b6");
        assertThat(rig.sequencer.tally().duplicates()).isEqualTo(2);
        assertThat(rig.sequencer.origins().uptimeMs(B)).hasValue(9_000);
    }

    @Test
    void hasNoHoleBelowWhereAnotherNodeHasCome() {
        rig.sequencer.settle();
        assertThat(rig.offer(A, 1, 3, 6, 8)).containsExactly("a1");
        assertThat(rig.restore(A, 5, 0, 1_000)).containsExactly("a6");
        assertThat(rig.sequencer.held()).as("the third is not needed, the eighth still waits").isEqualTo(1);
        rig.ticker.advanceMs(200);
        assertThat(rig.sequencer.asks()).containsExactly(new Hole(A, 7, 7));
        rig.sequencer.queued();
        assertThat(rig.sequencer.origins().queued(A)).isEqualTo(6);
    }

    @Test
    void staysWhereItIsIfAnotherNodeHasNotComeSoFar() {
        assertThat(rig.offer(A, 1, 2, 3)).hasSize(3);
        assertThat(rig.restore(A, 2, 0, 1_000)).isEmpty();
        assertThat(rig.sequencer.position(A)).isEqualTo(3);
        assertThat(rig.sequencer.isBehind(List.of(new News(A, 3, 0, 0)))).isFalse();
        assertThat(rig.sequencer.isBehind(List.of(new News(A, 3, 0, 0), new News(B, 1, 0, 0)))).isTrue();
    }

    @Test
    void takesOverWhomAnotherNodeHasForgotten() {
        rig.sequencer.settle();
        assertThat(rig.restore(B, 7, 50_001, 60_000)).isEmpty();
        assertThat(rig.sequencer.origins().uptimeMs(B)).as("it is as good as gone").isEmpty();
        assertThat(rig.sequencer.reached()).extracting(News::origin, News::last).contains(tuple(B, 7L));
        assertThat(rig.offer(B, 7, 8)).containsExactly("met b7", "b8");
        assertThat(rig.restore(B, 7, 50_000, 60_000)).isEmpty();
        assertThat(rig.sequencer.reached()).extracting(News::origin).as("each is told of once").doesNotHaveDuplicates();
    }

    @Test
    void tellsOfAnOriginOnceAlsoIfOneNodeHadForgottenItAndTheOtherNot() {
        assertThat(rig.restore(B, 7, 50_001, 60_000)).isEmpty();
        assertThat(rig.restore(B, 5, 1_000, 60_000)).isEmpty();
        assertThat(rig.sequencer.reached()).extracting(News::origin, News::last).containsExactlyInAnyOrder(tuple(A, 0L), tuple(B, 7L));
    }
}
