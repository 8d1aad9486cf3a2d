package carillon.sequence;

import static carillon.sequence.SequencerRig.A;
import static carillon.sequence.SequencerRig.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import carillon.channel.Origin;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private final SequencerRig rig = new SequencerRig();

    @Test
    void saysToCursorsOnlyWhatIsQueued() {
        rig.offer(A, 1, 2);
        assertThat(rig.sequencer.origins().positions()).containsExactly(entry(A, 0L));
        rig.sequencer.queued();
        assertThat(rig.sequencer.origins().positions()).containsExactly(entry(A, 2L));
        rig.offer(A, 4);
        rig.tick(2_000);
        assertThat(rig.sequencer.origins().positions()).containsExactly(entry(A, 2L));
        rig.sequencer.queued();
        assertThat(rig.sequencer.origins().positions()).containsExactly(entry(A, 4L));
    }

    @Test
    void tellsNewsOfThoseItHasHeardOfLate() {
        rig.offer(A, 1);
        rig.sequencer.queued();
        rig.told(B, 4, 2_000, 60_000);
        rig.ticker.advanceMs(500);
        assertThat(rig.sequencer.origins().news()).containsExactlyInAnyOrder(new News(A, 1, 500, 500), new News(B, 4, 2_500, 60_500));
        rig.ticker.advanceMs(37_500);
        assertThat(rig.sequencer.origins().news()).hasSize(2);
        rig.ticker.advanceMs(1);
        assertThat(rig.sequencer.origins().news()).extracting(News::origin).containsExactly(A);
    }

    @Test
    void tellsOfAnOriginThatIsHeardWhileItTells() {
        rig.offer(B, 1);
        rig.ticker.advanceMs(-5);
        assertThat(rig.sequencer.origins().news()).contains(new News(B, 0, 0, 0));
    }

    @Test
    void knowsHowOldACursorIs() {
        rig.told(B, 4, 0, 60_000);
        assertThat(rig.sequencer.origins().ageMs(B, 60_000)).as("not settled").isEmpty();
        rig.sequencer.settle();
        assertThat(rig.sequencer.origins().ageMs(B, 60_000)).hasValue(0);
        assertThat(rig.sequencer.origins().ageMs(B, 99_000)).as("news of it is on its way").hasValue(0);
        rig.ticker.advanceMs(5_000);
        assertThat(rig.sequencer.origins().ageMs(B, 60_000)).hasValue(5_000);
        assertThat(rig.sequencer.origins().ageMs(new Origin("c"), 1)).isEmpty();
        assertThat(rig.sequencer.origins().uptimeMs(B)).isEqualTo(OptionalLong.of(65_000));
        assertThat(rig.sequencer.origins().uptimeMs(new Origin("c"))).isEmpty();
    }

    @Test
    void provesNothingForCursorsThatAreOlderThanTwoWindows() {
        rig.told(B, 4, 0, 60_000);
        rig.sequencer.settle();
        assertThat(rig.sequencer.origins().ageMs(B, 40_000)).hasValue(20_000);
        assertThat(rig.sequencer.origins().ageMs(B, 39_999)).isEmpty();
    }
}
