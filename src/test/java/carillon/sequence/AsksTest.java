package carillon.sequence;

import static carillon.sequence.SequencerRig.A;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a sequencer asks for, and when. */
class AsksTest {

    private final SequencerRig rig = new SequencerRig();

    @Test
    void asksALittleLaterAndThenAgainAndAgain() {
        rig.offer(A, 1, 4, 8);
        rig.ticker.advanceMs(99);
        assertThat(rig.sequencer.asks()).isEmpty();
        rig.ticker.advanceMs(1);
        assertThat(rig.sequencer.asks()).containsExactly(new Hole(A, 2, 3), new Hole(A, 5, 7));
        rig.ticker.advanceMs(399);
        assertThat(rig.sequencer.asks()).isEmpty();
        rig.ticker.advanceMs(1);
        assertThat(rig.sequencer.asks()).hasSize(2);
    }

    @Test
    void asksForTheRestAtOnceWhenAllThatItAskedForHasCome() {
        rig.offer(A, 1);
        rig.told(A, 3_000, 0, 0);
        rig.ticker.advanceMs(100);
        assertThat(rig.sequencer.asks()).containsExactly(new Hole(A, 2, 1_025));
        for (long sequence = 2; sequence < 1_025; sequence++) {
            rig.offer(A, sequence);
        }
        assertThat(rig.sequencer.asks()).isEmpty();
        rig.offer(A, 1_025);
        assertThat(rig.sequencer.asks()).containsExactly(new Hole(A, 1_026, 2_049));
    }

    @Test
    void asksForSoManyHolesOfAnOriginAndNoMore() {
        for (long sequence = 2; sequence <= 60; sequence += 2) {
            rig.offer(A, sequence);
        }
        rig.ticker.advanceMs(100);
        assertThat(rig.sequencer.asks()).hasSize(8).last().isEqualTo(new Hole(A, 15, 15));
    }

    @Test
    void findsALostTailByWhatItIsTold() {
        rig.offer(A, 1);
        assertThat(rig.told(A, 3, 0, 0)).isEmpty();
        assertThat(rig.told(A, 2, 0, 0)).isEmpty();
        rig.ticker.advanceMs(100);
        assertThat(rig.sequencer.asks()).containsExactly(new Hole(A, 2, 3));
        assertThat(rig.again(A, 2)).containsExactly("a2");
        assertThat(rig.tick(2_000)).containsExactly("lost a3-3");
    }
}
