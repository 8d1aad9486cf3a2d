package carillon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Beat;
import carillon.backplane.Probe;
import carillon.backplane.Receipt;
import carillon.backplane.Self;
import carillon.channel.Origin;
import carillon.config.ManualTicker;
import carillon.config.Release;
import carillon.config.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who heard which probes, how often and in what order. */
class RollTest {

    private static final Origin ME = new Origin("me");
    private static final Origin A = new Origin("a");

    private final ManualTicker ticker = new ManualTicker();
    private final Roll roll = new Roll(new Self(Settings.of(Map.of()), ME), Settings.of(Map.of("carillon.cluster", "c")), new Release("9"), ticker, () -> Instant.ofEpochMilli(1_000_000));

    private void hear(Origin origin, long number, Receipt... receipts) {
        roll.heard(new Beat(origin, 0).with(new Probe(number, 1_000_000, "9", "c", List.of(receipts))));
    }

    @Test
    void numbersWhatItCallsAndSaysWhoItIs() {
        assertThat(roll.call()).isEqualTo(new Probe(1, 1_000_000, "9", "c", List.of()));
        assertThat(roll.call().number()).isEqualTo(2);
    }

    @Test
    void tellsWhichOfAnotherNodesItHasHeard() {
        hear(A, 5);
        hear(A, 7);
        hear(A, 6);
        hear(A, 10);
        Receipt receipt = roll.call().receipts().get(0);
        assertThat(receipt).isEqualTo(new Receipt(A, 10, 0b111001));
        assertThat(receipt.has(4)).isFalse();
        assertThat(receipt.has(7)).isTrue();
        assertThat(receipt.has(8)).isFalse();
        assertThat(receipt.has(11)).isFalse();
    }

    @Test
    void tellsNothingOfWhoIsGone() {
        hear(A, 1);
        ticker.advanceMs(10_001);
        assertThat(roll.call().receipts()).isEmpty();
        assertThat(roll.witnesses()).isEmpty();
    }

    @Test
    void doesNotCountAsThereWhoWasHeardOnlyBeforeItselfAsTheBrokerSaysAgainWhatIsPast() {
        hear(A, 1);
        hear(A, 2);
        assertThat(roll.witnesses()).hasSize(1);
        hear(ME, 1);
        assertThat(roll.witnesses()).isEmpty();
        hear(A, 3);
        hear(ME, 2);
        assertThat(roll.witnesses()).hasSize(1);
    }

    @Test
    void remembersAsFarAsAReceiptReaches() {
        hear(A, 1);
        hear(A, 64);
        assertThat(roll.call().receipts().get(0).has(1)).isTrue();
        hear(A, 65);
        assertThat(roll.call().receipts().get(0).has(1)).isFalse();
        hear(A, 1);
        assertThat(roll.repeats()).as("too long ago to be known").isZero();
        hear(A, 1_000);
        assertThat(roll.call().receipts().get(0)).isEqualTo(new Receipt(A, 1_000, 1));
    }

    @Test
    void countsTheSecondsInWhichSomethingCameAgainOrBehind() {
        hear(A, 1);
        for (int i = 0; i < 12; i++) {
            ticker.advanceMs(1_000);
            hear(A, 10 + 2 * i);
            hear(A, 10 + 2 * i);
            hear(A, 10 + 2 * i);
            hear(A, 9 + 2 * i);
        }
        assertThat(roll.repeats()).isEqualTo(11);
        assertThat(roll.disorder()).isEqualTo(11);
        ticker.advanceMs(10_001);
        assertThat(roll.repeats()).isZero();
    }

    @Test
    void knowsWhatOthersHaveHeardOfItself() {
        Receipt mine = new Receipt(ME, 3, 0b101);
        hear(A, 1, new Receipt(new Origin("b"), 1, 1), mine);
        assertThat(roll.witnesses()).singleElement().satisfies(witness -> assertThat(witness.ofMine()).contains(mine));
        hear(A, 2);
        assertThat(roll.witnesses()).singleElement().satisfies(witness -> assertThat(witness.ofMine()).isEmpty());
    }

    @Test
    void countsOnADueProbeOnlyWhereItHearsWithoutABreak() {
        roll.call();
        ticker.advanceMs(500);
        hear(A, 1);
        roll.call();
        assertThat(roll.due()).as("the first was sent before, the second is on its way").isEmpty();
        ticker.advanceMs(1_000);
        assertThat(roll.due()).containsExactly(2L);
        ticker.advanceMs(3_000);
        hear(A, 2);
        assertThat(roll.due()).as("it was deaf").isEmpty();
    }

    @Test
    void knowsANodeThatSaysNothingOfItself() {
        roll.heard(new Beat(A, 0));
        assertThat(roll.witnesses()).containsExactly(new Witness(A, Optional.empty(), "c", 0, Optional.empty()));
    }

    @Test
    void isBounded() {
        for (int i = 0; i < 1_000; i++) {
            hear(new Origin("n" + i), 1);
        }
        assertThat(roll.call().receipts()).hasSize(Probe.MAX_RECEIPTS);
        assertThat(roll.witnesses()).hasSize(Roll.MAX_NODES);
        ticker.advanceMs(60_001);
        hear(A, 1);
        assertThat(roll.witnesses()).hasSize(1);
    }
}
