package carillon.relay.intake;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.Peers;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.Self;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.history.History;
import carillon.history.cursor.Claim;
import carillon.history.cursor.Cursor;
import carillon.history.cursor.CursorKeys;
import carillon.history.cursor.CursorSeal;
import carillon.relay.Cursors;
import carillon.sequence.Answers;
import carillon.sequence.Hole;
import carillon.sequence.News;
import carillon.sequence.Sequencer;
import carillon.sequence.Unechoed;
import carillon.snapshot.Means;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a node makes of what it hears, message by message. */
class IntakeTest {

    private static final Origin ME = new Origin("me");
    private static final Origin A = new Origin("a");
    private static final Channel NEWS = new Channel("news");

    private final Settings settings = Settings.of(Map.of("carillon.history.window.ms", "20000"));
    private final ManualTicker ticker = new ManualTicker();
    private final Sequencer sequencer = new Sequencer(settings, ticker);
    private final Unechoed unechoed = new Unechoed(settings);
    private final History history = new History(settings, ticker);
    private final CursorKeys keys = new CursorKeys(settings);
    private final Peers peers = new Peers(settings, ticker);
    private final List<String> told = new ArrayList<>();
    private final Self self = new Self(settings, ME);
    private final Cursors cursors = new Cursors(self, sequencer, new CursorSeal(keys));
    private final Warmup warmup = new Warmup(self, sequencer, history, new Means(), settings, ticker);
    private final Intake intake = new Intake(self, peers, sequencer, new Answers(settings, ticker), unechoed, history, keys, new Audience() {
        @Override
        public void deliver(long number, Publication publication) {
            told.add(number + " " + publication.payload().text());
        }

        @Override
        public void gap() {
            told.add("gap");
        }

        @Override
        public void flush() {
            told.add("flush");
        }
    }, warmup, new Lender(self, sequencer, history, settings, ticker), settings);

    IntakeTest() {
        self.gave(1_000); // so much of its own it may hear
    }

    private static Batch batch(Origin origin, long first, String... texts) {
        return new Batch(origin, first, List.of(texts).stream().map(text -> new Batch.Item(NEWS, Payload.text(text))).toList());
    }

    private List<Envelope> after(long ms) {
        ticker.advanceMs(ms);
        return intake.tick();
    }

    private List<String> take() {
        List<String> taken = told.stream().filter(one -> !one.equals("flush")).toList();
        told.clear();
        return taken;
    }

    private void settle() {
        for (int second = 0; second < 3; second++) {
            intake.beat(intake.beat(0));
            after(1_000);
        }
        take();
    }

    private Cursor cursorOf(Origin maker, long uptimeMs) {
        return new Cursor(maker, uptimeMs, Map.of(A, 1L));
    }

    @Test
    void queuesWhatItDeliversBeforeACursorMaySayIt() {
        intake.batch(batch(A, 1, "one", "two"));
        assertThat(told).containsExactly("0 one", "1 two", "flush");
        assertThat(cursors.now().at(A)).isEqualTo(2);
    }

    @Test
    void settlesWhenItHasHeardItselfForTwoHeartbeats() {
        after(5_000);
        assertThat(sequencer.origins().isSettled()).isFalse();
        intake.beat(new Beat(A, 0));
        after(5_000);
        assertThat(sequencer.origins().isSettled()).as("others prove nothing").isFalse();
        intake.beat(intake.beat(0));
        after(1_000);
        assertThat(keys.told()).as("told before it is used").isPresent();
        assertThat(sequencer.origins().isSettled()).isFalse();
        assertThat(cursors.sealed("")).isEmpty();
        after(999);
        assertThat(sequencer.origins().isSettled()).isFalse();
        after(1);
        assertThat(sequencer.origins().isSettled()).isTrue();
        assertThat(cursors.sealed("")).isPresent();
    }

    @Test
    void takesOverTheKeyThatItHears() {
        CursorKeys theirs = new CursorKeys(settings);
        theirs.make();
        intake.beat(new Beat(A, 0, 1, List.of(), theirs.told()));
        settle();
        assertThat(keys.told()).isEqualTo(theirs.told());
        assertThat(intake.beat(0).key()).isEqualTo(theirs.told());
    }

    @Test
    void tellsOfTheOthersAndOfItself() {
        intake.beat(intake.beat(0));
        after(900);
        intake.beat(new Beat(A, 0, 9_000, List.of(new News(new Origin("b"), 3, 1_000, 2_000), new News(ME, 99, 0, 0), new News(A, 99, 0, 0)), Optional.empty()));
        Beat beat = intake.beat(7);
        assertThat(beat.origin()).isEqualTo(ME);
        assertThat(beat.last()).isEqualTo(7);
        assertThat(beat.uptimeMs()).isEqualTo(900);
        assertThat(beat.news()).containsExactlyInAnyOrder(new News(A, 0, 0, 9_000), new News(new Origin("b"), 3, 1_000, 2_000));
        assertThat(sequencer.position(ME)).isZero();
    }

    @Test
    void asksAndIsAnsweredAndDeliversInOrder() {
        intake.batch(batch(A, 1, "one"));
        intake.batch(batch(A, 4, "four"));
        assertThat(after(100)).containsExactly(new Repair(ME, new Hole(A, 2, 3)));
        intake.resend(new Resend(new Origin("b"), batch(A, 2, "two", "three")));
        assertThat(take()).containsExactly("0 one", "1 two", "2 three", "3 four");
    }

    @Test
    void givesUpAndSaysItAndRemembersIt() {
        intake.batch(batch(A, 1, "one"));
        intake.batch(batch(A, 3, "three"));
        after(2_000);
        assertThat(take()).containsExactly("0 one", "gap", "1 three");
        Optional<Claim> before = Optional.of(new Claim(new Cursor(A, 0, Map.of(A, 1L)), 0));
        assertThat(history.open(before, Map.of(), List.of(NEWS)).recovered(NEWS)).isFalse();
        assertThat(history.open(before, Map.of(A, 2L), List.of(NEWS)).recovered(NEWS)).isTrue();
    }

    @Test
    void answersForOthersInItsTurnUnlessSomebodyWasQuicker() {
        settle();
        intake.batch(batch(A, 1, "one", "two", "three"));
        peers.heard(new Origin("b"));
        peers.heard(A);
        intake.repair(new Repair(new Origin("b"), new Hole(A, 2, 9)));
        assertThat(after(149)).isEmpty();
        assertThat(after(1)).containsExactly(new Resend(ME, batch(A, 2, "two", "three")));
        assertThat(after(1_000)).isEmpty();
        intake.repair(new Repair(new Origin("b"), new Hole(A, 1, 1)));
        intake.resend(new Resend(A, batch(A, 1, "one")));
        assertThat(after(1_000)).isEmpty();
        intake.repair(new Repair(new Origin("b"), new Hole(A, 4, 9)));
        intake.repair(new Repair(ME, new Hole(A, 1, 3)));
        assertThat(after(1_000)).isEmpty();
    }

    @Test
    void sendsItsOwnAgainThatNobodyHeardNotEvenItself() {
        Batch lost = batch(ME, 1, "mine");
        unechoed.add(lost.publication(0));
        intake.beat(new Beat(ME, 1));
        List<Envelope> asked = after(100);
        assertThat(asked).containsExactly(new Repair(ME, new Hole(ME, 1, 1)));
        intake.repair((Repair) asked.get(0));
        List<Envelope> answer = after(0);
        assertThat(answer).containsExactly(new Resend(ME, lost));
        intake.resend((Resend) answer.get(0));
        assertThat(take()).containsExactly("0 mine");
        assertThat(unechoed.size()).isZero();
    }

    @Test
    void keepsItsOwnNoLongerThanUntilTheyComeBack() {
        Batch mine = batch(ME, 1, "mine");
        unechoed.add(mine.publication(0));
        intake.batch(mine);
        assertThat(unechoed.size()).isZero();
    }

    @Test
    void tellsOfAGapWhereItMeetsSomebodyInTheMidst() {
        intake.beat(new Beat(A, 0));
        assertThat(take()).isEmpty();
        intake.batch(batch(new Origin("b"), 5, "five"));
        assertThat(take()).containsExactly("gap", "0 five");
    }

    @Test
    void noticesThatItWasDeafAndProvesNothingUntilItHasSettledAgain() {
        settle();
        intake.beat(new Beat(A, 0, 1_000, List.of(), Optional.empty()));
        assertThat(sequencer.origins().ageMs(A, 1_000)).isPresent();
        Beat old = intake.beat(0);
        after(9_000);
        assertThat(take()).isEmpty();
        after(2_000);
        assertThat(take()).containsExactly("gap");
        assertThat(sequencer.origins().ageMs(A, 1_000)).isEmpty();
        intake.beat(old);
        after(2_000);
        assertThat(sequencer.origins().isSettled()).as("an old heartbeat proves nothing").isFalse();
        intake.beat(intake.beat(0));
        after(2_000);
        assertThat(sequencer.origins().isSettled()).isTrue();
        assertThat(take()).as("who came meanwhile").containsExactly("gap");
        after(1_000);
        assertThat(take()).isEmpty();
    }

    @Test
    void takesBackOnlyCursorsThatAreRecentEnough() {
        settle();
        intake.beat(new Beat(A, 1, 60_000, List.of(), Optional.empty()));
        String recent = cursors.seal(cursorOf(A, 50_000), "").orElseThrow();
        String old = cursors.seal(cursorOf(A, 19_000), "").orElseThrow();
        assertThat(cursors.open(recent, "")).contains(new Claim(cursorOf(A, 50_000), 10_000));
        assertThat(cursors.open(old, "")).isEmpty();
        assertThat(cursors.open(cursors.seal(cursorOf(new Origin("x"), 1), "").orElseThrow(), "")).isEmpty();
        assertThat(cursors.open(recent, "another")).isEmpty();
    }

    @Test
    void deliversForeignPublicationsAndForgetsWhoIsGone() {
        intake.foreign(new Publication(NEWS, new carillon.channel.ForeignId("ID:1"), Payload.text("foreign")));
        assertThat(told).containsExactly("0 foreign", "flush");
        intake.beat(new Beat(A, 3));
        settle();
        for (int second = 0; second < 110; second++) {
            intake.beat(intake.beat(0));
            after(1_000);
        }
        assertThat(sequencer.origins().positions()).containsOnlyKeys(ME);
        assertThat(history.size()).isZero();
    }
}
