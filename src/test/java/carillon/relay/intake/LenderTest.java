package carillon.relay.intake;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Ask;
import carillon.backplane.Part;
import carillon.backplane.Self;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.history.History;
import carillon.sequence.Sequencer;
import carillon.snapshot.Quest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node tells those that are new, and how much at most. */
class LenderTest {

    private static final Origin ME = new Origin("me");

    private final Settings settings = Settings.of(Map.of("carillon.batch.max.bytes", "1024", "carillon.warmup.max.bytes", "65536"));
    private final ManualTicker ticker = new ManualTicker();
    private final Sequencer sequencer = new Sequencer(settings, ticker);
    private final History history = new History(settings, ticker);
    private final Lender lender = new Lender(new Self(settings, ME), sequencer, history, settings, ticker);

    LenderTest() {
        sequencer.begin(ME);
        sequencer.settle();
        for (int i = 1; i <= 20; i++) {
            history.append(new Publication(new Channel("news"), new Stamp(ME, i), Payload.text("x".repeat(1_000))));
        }
    }

    private List<Integer> told(String who, Origin peer, long number, int from) {
        lender.asked(new Ask(new Origin(who), peer, number, from, null));
        return lender.due().stream().map(Part::index).toList();
    }

    @Test
    void tellsAFewPiecesForEachRequest() {
        assertThat(told("a", ME, 1, 0)).hasSize(Quest.AT_ONCE).startsWith(0);
        assertThat(lender.due()).isEmpty();
        assertThat(told("a", ME, 1, 16)).containsExactly(16, 17, 18, 19, 20);
        assertThat(told("a", ME, 1, 20)).as("again, if that was lost").containsExactly(20);
        assertThat(told("a", ME, 1, 21)).isEmpty();
    }

    @Test
    void passesOverWhatIsForAnother() {
        assertThat(told("a", new Origin("b"), 1, 0)).isEmpty();
        assertThat(told("me", ME, 1, 0)).isEmpty();
        assertThat(told("a", ME, 1, 8)).as("it was not told the beginning").isEmpty();
        sequencer.unsettle();
        assertThat(told("a", ME, 1, 0)).as("it may have holes itself").isEmpty();
        assertThat(lender.lending()).isZero();
    }

    @Test
    void tellsSoManyAtOnceAndForgetsWhoIsSilent() {
        for (int i = 0; i < Lender.MOST; i++) {
            assertThat(told("a" + i, ME, 1, 20)).isEmpty();
            told("a" + i, ME, 1, 0);
        }
        assertThat(told("b", ME, 1, 0)).isEmpty();
        ticker.advanceMs(5_001);
        lender.due();
        assertThat(lender.lending()).isZero();
        assertThat(told("b", ME, 1, 0)).isNotEmpty();
    }

    @Test
    void sendsSoManyBytesInASecond() {
        int pieces = 0;
        for (int i = 0; i < 100; i++) {
            pieces += told("a", ME, 1, 0).size() + told("a", ME, 1, 8).size();
        }
        assertThat(pieces).isBetween(55, 70);
        assertThat(lender.due()).isEmpty();
        ticker.advanceMs(1_000);
        assertThat(lender.due()).isNotEmpty();
    }
}
