package carillon.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Origin;
import carillon.channel.Stamp;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final Origin A = new Origin("a");

    private final ManualTicker ticker = new ManualTicker();
    private final Answers answers = new Answers(Settings.of(Map.of("carillon.repair.max.bytes", "65536")), ticker);

    private List<Hole> dueAfter(long ms) {
        ticker.advanceMs(ms);
        return answers.due();
    }

    @Test
    void ofTheOriginComeAtOnceAndThoseOfPeersOneAfterTheOther() {
        answers.asked(new Hole(A, 1, 2), 0);
        answers.asked(new Hole(A, 11, 12), 1);
        answers.asked(new Hole(A, 21, 22), 2);
        answers.asked(new Hole(A, 31, 32), 1_000);
        assertThat(dueAfter(0)).containsExactly(new Hole(A, 1, 2));
        assertThat(dueAfter(99)).isEmpty();
        assertThat(dueAfter(1)).containsExactly(new Hole(A, 11, 12));
        assertThat(dueAfter(49)).isEmpty();
        assertThat(dueAfter(1)).containsExactly(new Hole(A, 21, 22));
        assertThat(dueAfter(350)).containsExactly(new Hole(A, 31, 32));
        assertThat(dueAfter(10_000)).isEmpty();
    }

    @Test
    void areNotGivenWhereSomebodyWasQuicker() {
        answers.asked(new Hole(A, 5, 9), 1);
        answers.heard(new Hole(new Origin("b"), 1, 99));
        answers.heard(new Hole(A, 3, 7));
        assertThat(dueAfter(100)).containsExactly(new Hole(A, 8, 9));
        answers.asked(new Hole(A, 20, 29), 1);
        answers.heard(new Hole(A, 20, 29));
        assertThat(dueAfter(200)).isEmpty();
    }

    @Test
    void areNotGivenTwiceWhileTheyAreOnTheirWay() {
        answers.heard(new Hole(A, 1, 5));
        ticker.advanceMs(249);
        answers.asked(new Hole(A, 3, 4), 0);
        assertThat(answers.due()).isEmpty();
        ticker.advanceMs(1);
        answers.asked(new Hole(A, 3, 4), 0);
        answers.asked(new Hole(A, 4, 9), 0);
        assertThat(answers.due()).containsExactly(new Hole(A, 3, 4));
    }

    @Test
    void areShortWhateverIsAsked() {
        answers.asked(new Hole(A, 1, Stamp.MAX_SEQUENCE), 0);
        answers.asked(new Hole(A, 1, 1L << 31), 0);
        answers.asked(new Hole(A, 1, Answers.ASKED_MAX + 1), 0);
        assertThat(answers.due()).isEmpty();
        assertThat(answers.refused()).isEqualTo(3);
        answers.asked(new Hole(A, 1, Answers.ASKED_MAX), 0);
        assertThat(answers.due()).containsExactly(new Hole(A, 1, Sequencer.ASK_MAX));
    }

    @Test
    void areSoManyAndNoMore() {
        for (int i = 0; i < 1_000; i++) {
            answers.asked(new Hole(A, 10 * i + 1, 10 * i + 2), 0);
        }
        assertThat(answers.due()).hasSize(Answers.WAITING_MAX);
        assertThat(answers.refused()).isEqualTo(1_000 - Answers.WAITING_MAX);
    }

    @Test
    void takeSoManyBytesASecondAndNoMore() {
        answers.asked(new Hole(A, 1, 2), 0);
        assertThat(answers.due()).hasSize(1);
        answers.spent(65_536 + 65_535);
        answers.asked(new Hole(A, 11, 12), 0);
        assertThat(dueAfter(999)).isEmpty();
        assertThat(dueAfter(1)).hasSize(1);
        answers.spent(1);
        answers.asked(new Hole(A, 21, 22), 0);
        assertThat(dueAfter(0)).isEmpty();
        assertThat(dueAfter(1_000)).hasSize(1);
    }
}
