package carillon.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequencerTest {

    private static final Origin A = new Origin("a");
    private static final Origin B = new Origin("b");
    private static final Channel NEWS = new Channel("news");

    private final ManualTicker ticker = new ManualTicker();
    private final RecordingOutlet outlet = new RecordingOutlet();
    private Sequencer sequencer = with("65536", "16777216");

    private Sequencer with(String hold, String holdBytes) {
        return new Sequencer(Settings.of(Map.of("carillon.hold.max", hold, "carillon.hold.max.bytes", holdBytes, "carillon.history.window.ms", "10000")), ticker);
    }

    @BeforeEach
    void bornAtZero() {
        ticker.advanceMs(1_000_000);
        sequencer.begin(A);
    }

    private static Publication publication(Origin origin, long sequence) {
        return new Publication(NEWS, new Stamp(origin, sequence), Payload.text(origin.id() + sequence));
    }

    private List<String> offer(Origin origin, long... sequences) {
        for (long sequence : sequences) {
            sequencer.offer(publication(origin, sequence), outlet);
        }
        return outlet.take();
    }

    private List<String> tick(long ms) {
        ticker.advanceMs(ms);
        sequencer.expire(outlet);
        return outlet.take();
    }

    private List<String> told(Origin origin, long last, long silentMs, long ageMs) {
        sequencer.told(new News(origin, last, silentMs, ageMs), outlet);
        return outlet.take();
    }

    @Test
    void deliversWhatIsNextAndDropsWhatWas() {
        assertThat(offer(A, 1, 2, 2, 1, 3)).containsExactly("a1", "a2", "a3");
        assertThat(sequencer.duplicates()).isEqualTo(2);
        assertThat(sequencer.position(A)).isEqualTo(3);
        assertThat(sequencer.position(B)).isZero();
    }

    @Test
    void holdsWhatIsTooEarlyUntilWhatIsMissingHasCome() {
        assertThat(offer(A, 1, 4, 3, 3, 6)).containsExactly("a1");
        assertThat(sequencer.held()).isEqualTo(3);
        assertThat(sequencer.duplicates()).isEqualTo(1);
        assertThat(offer(A, 2)).containsExactly("a2", "a3", "a4");
        assertThat(sequencer.held()).isEqualTo(1);
        assertThat(offer(A, 5)).containsExactly("a5", "a6");
        assertThat(sequencer.held()).isZero();
        assertThat(sequencer.lost()).isZero();
    }

    @Test
    void asksALittleLaterAndThenAgainAndAgain() {
        offer(A, 1, 4, 8);
        ticker.advanceMs(99);
        assertThat(sequencer.asks()).isEmpty();
        ticker.advanceMs(1);
        assertThat(sequencer.asks()).containsExactly(new Hole(A, 2, 3), new Hole(A, 5, 7));
        ticker.advanceMs(399);
        assertThat(sequencer.asks()).isEmpty();
        ticker.advanceMs(1);
        assertThat(sequencer.asks()).hasSize(2);
    }

    @Test
    void asksForTheRestAtOnceWhenAllThatItAskedForHasCome() {
        offer(A, 1);
        told(A, 3_000, 0, 0);
        ticker.advanceMs(100);
        assertThat(sequencer.asks()).containsExactly(new Hole(A, 2, 1_025));
        for (long sequence = 2; sequence < 1_025; sequence++) {
            offer(A, sequence);
        }
        assertThat(sequencer.asks()).isEmpty();
        offer(A, 1_025);
        assertThat(sequencer.asks()).containsExactly(new Hole(A, 1_026, 2_049));
    }

    @Test
    void asksForSoManyHolesOfAnOriginAndNoMore() {
        for (long sequence = 2; sequence <= 60; sequence += 2) {
            offer(A, sequence);
        }
        ticker.advanceMs(100);
        assertThat(sequencer.asks()).hasSize(8).last().isEqualTo(new Hole(A, 15, 15));
    }

    @Test
    void declaresAHoleLostInTimeAndGoesOn() {
        offer(A, 1, 3, 5);
        assertThat(tick(1_999)).isEmpty();
        assertThat(tick(1)).containsExactly("lost a2-2", "a3");
        assertThat(tick(1_999)).isEmpty();
        assertThat(tick(1)).containsExactly("lost a4-4", "a5");
        assertThat(sequencer.lost()).isEqualTo(2);
        assertThat(offer(A, 2, 4)).isEmpty();
        assertThat(tick(10_000)).isEmpty();
    }

    @Test
    void waitsAsLongAsAHoleIsClosing() {
        offer(A, 1, 5);
        tick(1_500);
        offer(A, 2);
        assertThat(tick(1_500)).isEmpty();
        assertThat(tick(500)).containsExactly("lost a3-4", "a5");
    }

    @Test
    void findsALostTailByWhatItIsTold() {
        offer(A, 1);
        assertThat(told(A, 3, 0, 0)).isEmpty();
        assertThat(told(A, 2, 0, 0)).isEmpty();
        ticker.advanceMs(100);
        assertThat(sequencer.asks()).containsExactly(new Hole(A, 2, 3));
        sequencer.again(publication(A, 2), outlet);
        assertThat(outlet.take()).containsExactly("a2");
        assertThat(tick(2_000)).containsExactly("lost a3-3");
    }

    @Test
    void takesAFirstSightAsTheBeginningUntilItHasSettled() {
        assertThat(offer(B, 7, 8)).containsExactly("met b6", "b7", "b8");
        assertThat(told(new Origin("c"), 9, 0, 0)).containsExactly("met c9");
        sequencer.settle();
        assertThat(sequencer.isSettled()).isTrue();
        assertThat(offer(new Origin("d"), 3)).containsExactly("met d0");
        assertThat(told(new Origin("e"), 2, 0, 0)).containsExactly("met e0");
        ticker.advanceMs(100);
        assertThat(sequencer.asks()).containsExactlyInAnyOrder(new Hole(new Origin("d"), 1, 2), new Hole(new Origin("e"), 1, 2));
        sequencer.unsettle();
        assertThat(offer(new Origin("f"), 3)).containsExactly("met f2", "f3");
    }

    @Test
    void learnsNobodyFromWhatIsSentAgain() {
        sequencer.again(publication(B, 7), outlet);
        assertThat(outlet.take()).isEmpty();
        assertThat(sequencer.positions()).doesNotContainKey(B);
    }

    @Test
    void declaresAHoleWhereThereIsNoMoreRoomToHoldWhatIsBehindIt() {
        sequencer = with("2", "16777216");
        sequencer.begin(A);
        assertThat(offer(A, 1, 3, 5)).containsExactly("a1");
        assertThat(offer(A, 7)).containsExactly("lost a2-2", "a3");
        assertThat(offer(A, 9)).containsExactly("lost a4-4", "a5");
        assertThat(sequencer.held()).isEqualTo(2);
    }

    @Test
    void skipsNothingThatItHasWhenThereIsNoMoreRoom() {
        sequencer = with("1", "16777216");
        sequencer.begin(A);
        assertThat(offer(A, 10)).isEmpty();
        assertThat(offer(A, 7)).containsExactly("lost a1-6", "a7");
        assertThat(offer(A, 8)).containsExactly("a8");
        assertThat(offer(A, 9)).containsExactly("a9", "a10");
    }

    @Test
    void boundsWhatItHoldsByBytesToo() {
        sequencer = with("65536", "16384");
        sequencer.begin(A);
        Publication large = new Publication(NEWS, new Stamp(A, 2), Payload.text("x".repeat(16_384)));
        sequencer.offer(large, outlet);
        assertThat(sequencer.held()).isEqualTo(1);
        sequencer.offer(publication(A, 4), outlet);
        assertThat(outlet.take()).first().isEqualTo("lost a1-1");
        assertThat(sequencer.held()).isEqualTo(1);
    }

    @Test
    void saysToCursorsOnlyWhatIsQueued() {
        offer(A, 1, 2);
        assertThat(sequencer.positions()).containsExactly(entry(A, 0L));
        sequencer.queued();
        assertThat(sequencer.positions()).containsExactly(entry(A, 2L));
        offer(A, 4);
        tick(2_000);
        assertThat(sequencer.positions()).containsExactly(entry(A, 2L));
        sequencer.queued();
        assertThat(sequencer.positions()).containsExactly(entry(A, 4L));
    }

    @Test
    void tellsNewsOfThoseItHasHeardOfLate() {
        offer(A, 1);
        sequencer.queued();
        told(B, 4, 2_000, 60_000);
        ticker.advanceMs(500);
        assertThat(sequencer.news()).containsExactlyInAnyOrder(new News(A, 1, 500, 500), new News(B, 4, 2_500, 60_500));
        ticker.advanceMs(37_500);
        assertThat(sequencer.news()).hasSize(2);
        ticker.advanceMs(1);
        assertThat(sequencer.news()).extracting(News::origin).containsExactly(A);
    }

    @Test
    void tellsOfAnOriginThatIsHeardWhileItTells() {
        offer(B, 1);
        ticker.advanceMs(-5);
        assertThat(sequencer.news()).contains(new News(B, 0, 0, 0));
    }

    @Test
    void forgetsWhoWasNotHeardForFiveWindows() {
        told(B, 4, 22_000, 60_000);
        tick(20_000);
        assertThat(tick(8_000)).isEmpty();
        told(B, 4, 50_000, 0);
        assertThat(tick(1)).containsExactly("forgot b");
        tick(2_000);
        assertThat(tick(20_000)).containsExactly("forgot a");
        assertThat(sequencer.positions()).isEmpty();
    }

    @Test
    void saysOnceThatSomebodyWasNotHeardForThreeWindowsAndAgainIfHeIsHeardMeanwhile() {
        told(B, 4, 20_000, 60_000);
        offer(A, 1);
        assertThat(tick(10_000)).isEmpty();
        assertThat(tick(1)).containsExactly("closed b");
        assertThat(tick(1)).isEmpty();
        told(B, 4, 0, 0);
        offer(A, 2);
        assertThat(tick(30_000)).isEmpty();
        assertThat(tick(1)).containsExactlyInAnyOrder("closed a", "closed b");
    }

    @Test
    void takesNothingForNewsThatItHadBeforeItForgot() {
        sequencer.settle();
        told(B, 0, 0, 0);
        offer(B, 1, 2, 3);
        assertThat(tick(50_001)).contains("forgot b");
        assertThat(offer(B, 2, 3)).containsExactly("met b3");
        assertThat(offer(B, 5, 4)).containsExactly("b4", "b5");
    }

    private List<String> restore(Origin origin, long last, long silentMs, long ageMs) {
        sequencer.restore(List.of(new News(origin, last, silentMs, ageMs)), outlet);
        return outlet.take();
    }

    @Test
    void goesOnWhereAnotherNodeHasCome() {
        assertThat(restore(B, 5, 1_000, 9_000)).isEmpty();
        assertThat(offer(B, 4, 5, 6)).containsExactly("b6");
        assertThat(sequencer.duplicates()).isEqualTo(2);
        assertThat(sequencer.uptimeMs(B)).hasValue(9_000);
    }

    @Test
    void hasNoHoleBelowWhereAnotherNodeHasCome() {
        sequencer.settle();
        assertThat(offer(A, 1, 3, 6, 8)).containsExactly("a1");
        assertThat(restore(A, 5, 0, 1_000)).containsExactly("a6");
        assertThat(sequencer.held()).as("the third is not needed, the eighth still waits").isEqualTo(1);
        ticker.advanceMs(200);
        assertThat(sequencer.asks()).containsExactly(new Hole(A, 7, 7));
        sequencer.queued();
        assertThat(sequencer.queued(A)).isEqualTo(6);
    }

    @Test
    void staysWhereItIsIfAnotherNodeHasNotComeSoFar() {
        assertThat(offer(A, 1, 2, 3)).hasSize(3);
        assertThat(restore(A, 2, 0, 1_000)).isEmpty();
        assertThat(sequencer.position(A)).isEqualTo(3);
        assertThat(sequencer.isBehind(List.of(new News(A, 3, 0, 0)))).isFalse();
        assertThat(sequencer.isBehind(List.of(new News(A, 3, 0, 0), new News(B, 1, 0, 0)))).isTrue();
    }

    @Test
    void takesOverWhomAnotherNodeHasForgotten() {
        sequencer.settle();
        assertThat(restore(B, 7, 50_001, 60_000)).isEmpty();
        assertThat(sequencer.uptimeMs(B)).as("it is as good as gone").isEmpty();
        assertThat(sequencer.reached()).extracting(News::origin, News::last).contains(tuple(B, 7L));
        assertThat(offer(B, 7, 8)).containsExactly("met b7", "b8");
        assertThat(restore(B, 7, 50_000, 60_000)).isEmpty();
        assertThat(sequencer.reached()).extracting(News::origin).as("each is told of once").doesNotHaveDuplicates();
    }

    @Test
    void tellsOfAnOriginOnceAlsoIfOneNodeHadForgottenItAndTheOtherNot() {
        assertThat(restore(B, 7, 50_001, 60_000)).isEmpty();
        assertThat(restore(B, 5, 1_000, 60_000)).isEmpty();
        assertThat(sequencer.reached()).extracting(News::origin, News::last).containsExactlyInAnyOrder(tuple(A, 0L), tuple(B, 7L));
    }

    @Test
    void knowsHowOldACursorIs() {
        told(B, 4, 0, 60_000);
        assertThat(sequencer.ageMs(B, 60_000)).as("not settled").isEmpty();
        sequencer.settle();
        assertThat(sequencer.ageMs(B, 60_000)).hasValue(0);
        assertThat(sequencer.ageMs(B, 99_000)).as("news of it is on its way").hasValue(0);
        ticker.advanceMs(5_000);
        assertThat(sequencer.ageMs(B, 60_000)).hasValue(5_000);
        assertThat(sequencer.ageMs(new Origin("c"), 1)).isEmpty();
        assertThat(sequencer.uptimeMs(B)).isEqualTo(OptionalLong.of(65_000));
        assertThat(sequencer.uptimeMs(new Origin("c"))).isEmpty();
    }

    @Test
    void provesNothingForCursorsThatAreOlderThanTwoWindows() {
        told(B, 4, 0, 60_000);
        sequencer.settle();
        assertThat(sequencer.ageMs(B, 40_000)).hasValue(20_000);
        assertThat(sequencer.ageMs(B, 39_999)).isEmpty();
    }

    @Test
    void isNotFlooded() {
        for (int i = 0; i < Sequencer.MAX_ORIGINS + 10; i++) {
            offer(new Origin("x" + i), 1);
        }
        assertThat(sequencer.positions()).hasSize(Sequencer.MAX_ORIGINS);
        assertThat(told(new Origin("y"), 5, 0, 0)).isEmpty();
    }
}
