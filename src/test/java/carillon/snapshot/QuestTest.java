package carillon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.history.History;
import carillon.history.Kept;
import carillon.sequence.News;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom a fresh node asks, and what it believes. */
class QuestTest {

    private static final long MS = 1_000_000;
    private static final Origin ME = new Origin("me");
    private static final Origin A = new Origin("a");
    private static final Origin B = new Origin("b");
    private static final Piece HEAD = new Piece(List.of(new News(A, 7, 0, 0)), List.of(), List.of(), List.of());

    private final Settings settings = Settings.of(Map.of());
    private final History history = new History(settings, new ManualTicker());
    private final Quest quest = new Quest(ME, settings, () -> new Draft(history.blank(), 10));

    private static Piece kept(Origin origin, long sequence) {
        Publication publication = new Publication(new Channel("news"), new Stamp(origin, sequence), Payload.text("x"));
        return new Piece(List.of(), List.of(), List.of(), List.of(new Kept(publication, 0)));
    }

    private void offers() {
        quest.offered(A, 9_000, 0);
        quest.offered(B, 8_000, 0);
        quest.offered(ME, 99_000, 0);
    }

    @Test
    void asksNobodyWhereNobodyIs() {
        assertThat(quest.step(false, 0)).isEmpty();
        assertThat(quest.isOver()).as("somebody may yet be heard").isFalse();
        quest.offered(B, 0, 0);
        assertThat(quest.step(true, 0)).isEmpty();
        assertThat(quest.state()).isEqualTo(Quest.State.NOBODY);
    }

    /** The number of the first attempt, which differs from node to node. */
    private long firstAttempt() {
        offers();
        return quest.step(true, 0).orElseThrow().number();
    }

    @Test
    void asksTheOneThatRemembersMostAndTakesAllPiecesInOrder() {
        offers();
        Quest.Want want = quest.step(true, 0).orElseThrow();
        long attempt = want.number();
        assertThat(want).isEqualTo(new Quest.Want(A, attempt, 0));
        assertThat(quest.step(true, 1)).as("asked already").isEmpty();
        assertThat(quest.came(A, attempt, 0, false, HEAD, 2)).isEmpty();
        assertThat(quest.came(A, attempt, 2, true, HEAD, 2)).as("one is missing").isEmpty();
        assertThat(quest.came(B, attempt, 1, true, HEAD, 2)).as("another's").isEmpty();
        assertThat(quest.came(A, attempt + 8, 1, true, HEAD, 2)).as("of another attempt").isEmpty();
        Optional<Draft> draft = quest.came(A, attempt, 1, true, kept(A, 7), 2);
        assertThat(draft.orElseThrow().positions()).containsExactly(Map.entry(A, 7L));
        assertThat(draft.get().history().size()).isEqualTo(1);
        assertThat(quest.state()).isEqualTo(Quest.State.DONE);
    }

    @Test
    void asksForTheNextPiecesWhenItHasTheFirst() {
        long attempt = firstAttempt();
        quest.came(A, attempt, 0, false, HEAD, 0);
        for (int i = 1; i < Quest.AT_ONCE; i++) {
            assertThat(quest.step(true, i)).isEmpty();
            quest.came(A, attempt, i, false, kept(A, i), i);
        }
        assertThat(quest.step(true, 9)).contains(new Quest.Want(A, attempt, Quest.AT_ONCE));
    }

    @Test
    void asksAgainWhoIsSilentThenAnotherThenGivesUp() {
        long attempt = firstAttempt();
        quest.came(A, attempt, 0, false, HEAD, 0);
        assertThat(quest.step(true, 1_000 * MS)).as("from where it ended").contains(new Quest.Want(A, attempt, 1));
        assertThat(quest.step(true, 2_000 * MS)).as("another, from the beginning").contains(new Quest.Want(B, attempt + 1, 0));
        assertThat(quest.step(true, 3_000 * MS)).contains(new Quest.Want(B, attempt + 1, 0));
        assertThat(quest.step(true, 4_000 * MS)).isEmpty();
        assertThat(quest.state()).isEqualTo(Quest.State.FAILED);
    }

    @Test
    void givesUpWhenItTakesTooLong() {
        long attempt = firstAttempt();
        assertThat(quest.step(true, 10_000 * MS)).isEmpty();
        assertThat(quest.state()).isEqualTo(Quest.State.FAILED);
        assertThat(quest.came(A, attempt, 0, true, HEAD, 10_000 * MS)).as("too late").isEmpty();
    }

    @Test
    void countsTheAttemptsOfEachNodeFromAnotherNumber() {
        Quest another = new Quest(B, settings, () -> new Draft(history.blank(), 10));
        another.offered(A, 9_000, 0);
        assertThat(another.step(true, 0)).map(Quest.Want::number).isPresent().isNotEqualTo(Optional.of(firstAttempt()));
    }

    @Test
    void believesNothingThatCannotBeTrueAndAsksAnother() {
        for (List<Piece> forged : List.of(List.of(HEAD, HEAD), List.of(HEAD, kept(A, 8)), List.of(HEAD, kept(B, 1)), List.of(HEAD, kept(A, 2), kept(A, 2)))) {
            quest.begin();
            offers();
            Quest.Want want = quest.step(true, 0).orElseThrow();
            int last = forged.size() - 1;
            for (int i = 0; i < last; i++) {
                quest.came(A, want.number(), i, false, forged.get(i), 0);
            }
            assertThatIllegalArgumentException().isThrownBy(() -> quest.came(A, want.number(), last, true, forged.get(last), 0));
            assertThat(quest.step(true, 0)).map(Quest.Want::peer).contains(B);
        }
    }
}
