package carillon.sequence;

import static carillon.sequence.SequencerRig.A;
import static carillon.sequence.SequencerRig.B;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Origin;
import org.junit.jupiter.api.Test;

class TracksTest {

    private final SequencerRig rig = new SequencerRig();

    @Test
    void forgetsWhoWasNotHeardForFiveWindows() {
        rig.told(B, 4, 22_000, 60_000);
        rig.tick(20_000);
        assertThat(rig.tick(8_000)).isEmpty();
        rig.told(B, 4, 50_000, 0);
        assertThat(rig.tick(1)).containsExactly("forgot b");
        rig.tick(2_000);
        assertThat(rig.tick(20_000)).containsExactly("forgot a");
        assertThat(rig.sequencer.origins().positions()).isEmpty();
    }

    @Test
    void saysOnceThatSomebodyWasNotHeardForThreeWindowsAndAgainIfHeIsHeardMeanwhile() {
        rig.told(B, 4, 20_000, 60_000);
        rig.offer(A, 1);
        assertThat(rig.tick(10_000)).isEmpty();
        assertThat(rig.tick(1)).containsExactly("closed b");
        assertThat(rig.tick(1)).isEmpty();
        rig.told(B, 4, 0, 0);
        rig.offer(A, 2);
        assertThat(rig.tick(30_000)).isEmpty();
        assertThat(rig.tick(1)).containsExactlyInAnyOrder("closed a", "closed b");
    }

    @Test
    void takesNothingForNewsThatItHadBeforeItForgot() {
        rig.sequencer.settle();
        rig.told(B, 0, 0, 0);
        rig.offer(B, 1, 2, 3);
        assertThat(rig.tick(50_001)).contains("forgot b");
        assertThat(rig.offer(B, 2, 3)).containsExactly("met b3");
        assertThat(rig.offer(B, 5, 4)).containsExactly("b4", "b5");
    }

    @Test
    void isNotFlooded() {
        for (int i = 0; i < Tracks.MAX_ORIGINS + 10; i++) {
            rig.offer(new Origin("x" + i), 1);
        }
        assertThat(rig.sequencer.origins().positions()).hasSize(Tracks.MAX_ORIGINS);
        assertThat(rig.told(new Origin("y"), 5, 0, 0)).isEmpty();
    }
}
