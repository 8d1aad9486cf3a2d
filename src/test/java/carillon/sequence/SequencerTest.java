package carillon.sequence;

import static carillon.sequence.SequencerRig.A;
import static carillon.sequence.SequencerRig.B;
import static carillon.sequence.SequencerRig.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import org.junit.jupiter.api.Test;

class SequencerTest {

    private final SequencerRig rig = new SequencerRig();

    @Test
    void deliversWhatIsNextAndDropsWhatWas() {
        assertThat(rig.offer(A, 1, 2, 2, 1, 3)).containsExactly("a1", "a2", "a3");
        assertThat(rig.sequencer.tally().duplicates()).isEqualTo(2);
        assertThat(rig.sequencer.position(A)).isEqualTo(3);
        assertThat(rig.sequencer.position(B)).isZero();
    }

    @Test
    void holdsWhatIsTooEarlyUntilWhatIsMissingHasCome() {
        assertThat(rig.offer(A, 1, 4, 3, 3, 6)).containsExactly("a1");
        assertThat(rig.sequencer.held()).isEqualTo(3);
        assertThat(rig.sequencer.tally().duplicates()).isEqualTo(1);
        assertThat(rig.offer(A, 2)).containsExactly("a2", "a3", "a4");
        assertThat(rig.sequencer.held()).isEqualTo(1);
        assertThat(rig.offer(A, 5)).containsExactly("a5", "a6");
        assertThat(rig.sequencer.held()).isZero();
        assertThat(rig.sequencer.tally().lost()).isZero();
    }

    @Test
    void passesOverWhatNoNodeCanHavePublishedAndGoesOn() {
        rig.offer(A, 1);
        assertThat(rig.told(A, Plausible.AT_ONCE + 2, 0, 1_000)).isEmpty();
        assertThat(rig.offer(A, Stamp.MAX_SEQUENCE, 2)).containsExactly("a2");
        assertThat(rig.again(A, Stamp.MAX_SEQUENCE)).isEmpty();
        assertThat(rig.tick(10_000)).as("no hole is seen").isEmpty();
        assertThat(rig.offer(A, 3)).containsExactly("a3");
        assertThat(rig.sequencer.held()).isZero();
        assertThat(rig.sequencer.tally().leaps()).isEqualTo(3);
    }

    /** A node that was stopped for long must not refuse what an honest one published meanwhile. */
    @Test
    void believesALeapForWhichThereWasTime() {
        rig.offer(A, 1);
        rig.tick(10_000);
        rig.told(A, Plausible.AT_ONCE + 10_000L * 10_000, 0, 1_000);
        assertThat(rig.sequencer.tally().leaps()).isZero();
    }

    @Test
    void endsWhatAnOriginLacksThatWasGivenUpAndSaysSoOnce() {
        rig.offer(A, 1, 3);
        assertThat(rig.retire(A)).containsExactly("lost a2-2", "a3");
        assertThat(rig.retire(A)).isEmpty();
        assertThat(rig.retire(B)).as("of whom nothing was heard").isEmpty();
        rig.offer(B, 1);
        assertThat(rig.retire(B)).containsExactly("retired b1");
        assertThat(rig.offer(B, 2)).as("what was on its way").containsExactly("b2");
    }

    @Test
    void declaresAHoleLostInTimeAndGoesOn() {
        rig.offer(A, 1, 3, 5);
        assertThat(rig.tick(1_999)).isEmpty();
        assertThat(rig.tick(1)).containsExactly("lost a2-2", "a3");
        assertThat(rig.tick(1_999)).isEmpty();
        assertThat(rig.tick(1)).containsExactly("lost a4-4", "a5");
        assertThat(rig.sequencer.tally().lost()).isEqualTo(2);
        assertThat(rig.offer(A, 2, 4)).isEmpty();
        assertThat(rig.tick(10_000)).isEmpty();
    }

    @Test
    void waitsAsLongAsAHoleIsClosing() {
        rig.offer(A, 1, 5);
        rig.tick(1_500);
        rig.offer(A, 2);
        assertThat(rig.tick(1_500)).isEmpty();
        assertThat(rig.tick(500)).containsExactly("lost a3-4", "a5");
    }

    @Test
    void takesAFirstSightAsTheBeginningUntilItHasSettled() {
        assertThat(rig.offer(B, 7, 8)).containsExactly("met b6", "b7", "b8");
        assertThat(rig.told(new Origin("c"), 9, 0, 0)).containsExactly("met c9");
        rig.sequencer.settle();
        assertThat(rig.sequencer.origins().isSettled()).isTrue();
        assertThat(rig.offer(new Origin("d"), 3)).containsExactly("met d0");
        assertThat(rig.told(new Origin("e"), 2, 0, 0)).containsExactly("met e0");
        rig.ticker.advanceMs(100);
        assertThat(rig.sequencer.asks()).containsExactlyInAnyOrder(new Hole(new Origin("d"), 1, 2), new Hole(new Origin("e"), 1, 2));
        rig.sequencer.unsettle();
        assertThat(rig.offer(new Origin("f"), 3)).containsExactly("met f2", "f3");
    }

    @Test
    void learnsNobodyFromWhatIsSentAgain() {
        assertThat(rig.again(B, 7)).isEmpty();
        assertThat(rig.sequencer.origins().positions()).doesNotContainKey(B);
    }

    @Test
    void declaresAHoleWhereThereIsNoMoreRoomToHoldWhatIsBehindIt() {
        SequencerRig tight = new SequencerRig("2", "16777216");
        assertThat(tight.offer(A, 1, 3, 5)).containsExactly("a1");
        assertThat(tight.offer(A, 7)).containsExactly("lost a2-2", "a3");
        assertThat(tight.offer(A, 9)).containsExactly("lost a4-4", "a5");
        assertThat(tight.sequencer.held()).isEqualTo(2);
    }

    @Test
    void skipsNothingThatItHasWhenThereIsNoMoreRoom() {
        SequencerRig tight = new SequencerRig("1", "16777216");
        assertThat(tight.offer(A, 10)).isEmpty();
        assertThat(tight.offer(A, 7)).containsExactly("lost a1-6", "a7");
        assertThat(tight.offer(A, 8)).containsExactly("a8");
        assertThat(tight.offer(A, 9)).containsExactly("a9", "a10");
    }

    @Test
    void boundsWhatItHoldsByBytesToo() {
        SequencerRig tight = new SequencerRig("65536", "16384");
        Publication large = new Publication(NEWS, new Stamp(A, 2), Payload.text("x".repeat(16_384)));
        tight.offer(large);
        assertThat(tight.sequencer.held()).isEqualTo(1);
        assertThat(tight.offer(A, 4)).first().isEqualTo("lost a1-1");
        assertThat(tight.sequencer.held()).isEqualTo(1);
    }
}
