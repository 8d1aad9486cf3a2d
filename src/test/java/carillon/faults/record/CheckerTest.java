package carillon.faults.record;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.faults.record.Event.Connected;
import carillon.faults.record.Event.Gap;
import carillon.faults.record.Event.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckerTest {

    private static final Set<String> CHANNELS = Set.of("a", "b");

    private final Ledger ledger = new Ledger();
    private final List<Event> events = new ArrayList<>(List.of(new Connected(1, 0, "n", false, Set.of())));

    private void published(long at, String channel, String origin, long seq) {
        ledger.sent(origin + seq, channel, at);
        ledger.acknowledged(origin + seq, at + 1, origin, seq);
    }

    private void received(String channel, String origin, long seq) {
        events.add(new Received(at(), channel, origin, seq, null, origin + seq));
    }

    private void cameBack(String... refused) {
        cameBackTo("n", refused);
    }

    private void cameBackTo(String node, String... refused) {
        events.add(new Connected(at(), 0, node, true, Set.of(refused)));
    }

    private long at() {
        return 1_000 + events.size();
    }

    private Findings check() {
        return Checker.check(ledger, List.of(new Journal("r", CHANNELS, events)));
    }

    @Test
    void findsNothingWhereAllCameOnceAndInOrder() {
        published(10, "a", "o", 1);
        published(11, "b", "o", 2);
        received("a", "o", 1);
        cameBack();
        received("b", "o", 2);
        Findings found = check();
        assertThat(found.isClean()).isTrue();
        assertThat(found.deliveries).isEqualTo(2);
        assertThat(found.resumes).isEqualTo(1);
        assertThat(found.falseAlarms).isEmpty();
    }

    @Test
    void findsWhatWasAcknowledgedAndNeverCame() {
        published(10, "a", "o", 1);
        published(11, "a", "o", 2);
        received("a", "o", 1);
        assertThat(check().lost).singleElement().asString().contains("o2");
    }

    @Test
    void owesNothingOfOtherChannelsNorFromBeforeItConnectedNorWithoutAnAcknowledgement() {
        published(10, "c", "o", 1);
        published(0, "a", "o", 2);
        ledger.sent("o3", "a", 12);
        assertThat(check().isClean()).isTrue();
    }

    @Test
    void takesWhatWasSaidBeforeAnythingLaterAsSaid() {
        published(10, "a", "o", 1);
        published(11, "a", "o", 2);
        cameBack("a");
        received("a", "o", 2);
        Findings found = check();
        assertThat(found.lost).isEmpty();
        assertThat(found.said).hasSize(1);
        assertThat(found.falseAlarms).isEmpty();
    }

    @Test
    void aWordThatComesAfterSomethingLaterIsTooLate() {
        published(10, "a", "o", 1);
        published(11, "a", "o", 2);
        received("a", "o", 2);
        cameBack("a");
        assertThat(check().lost).hasSize(1);
    }

    @Test
    void aWordFromBeforeItWasPublishedSaysNothingOfIt() {
        cameBack("a");
        published(5_000, "a", "o", 1);
        assertThat(check().lost).hasSize(1);
    }

    @Test
    void aWordOnAnotherChannelSaysNothingOfIt() {
        published(10, "a", "o", 1);
        cameBack("b");
        Findings found = check();
        assertThat(found.lost).hasSize(1);
        assertThat(found.falseAlarms).hasSize(1);
    }

    @Test
    void aGapWithoutAChannelIsForAll() {
        published(10, "b", "o", 1);
        events.add(new Gap(at(), null, "lost"));
        assertThat(check().said).hasSize(1);
    }

    @Test
    void countsWhatWasSaidThoughNothingIsMissing() {
        published(10, "a", "o", 1);
        received("a", "o", 1);
        cameBack("a");
        events.add(new Gap(at(), null, "lost"));
        Findings found = check();
        assertThat(found.falseAlarms).hasSize(2);
        assertThat(found.isClean()).isTrue();
    }

    @Test
    void findsWhatCameTwiceAlsoAcrossConnections() {
        published(10, "a", "o", 1);
        received("a", "o", 1);
        cameBack();
        received("a", "o", 1);
        assertThat(check().doubled).hasSize(1);
    }

    @Test
    void findsWhatCameBehindALaterOneOfItsOrigin() {
        published(10, "a", "o", 1);
        published(11, "b", "o", 2);
        received("b", "o", 2);
        received("a", "o", 1);
        assertThat(check().reordered).hasSize(1);
    }

    @Test
    void promisesNoOrderOverOrigins() {
        published(10, "a", "o", 5);
        published(11, "a", "p", 1);
        received("a", "p", 1);
        received("a", "o", 5);
        assertThat(check().isClean()).isTrue();
    }

    @Test
    void findsWhatNobodyPublishedThere() {
        published(10, "a", "o", 1);
        received("b", "o", 1);
        received("a", "x", 1);
        assertThat(check().alien).hasSize(2);
    }

    @Test
    void aRepeatThatOneNodeTellsIsDoubledWhateverItsKey() {
        published(10, "a", "o", 1);
        events.add(new Received(at(), "a", "o", 1, "k", "o1"));
        events.add(new Received(at(), "a", "p", 7, "k", "o1"));
        cameBack();
        events.add(new Received(at(), "a", "q", 3, "k", "o1"));
        Findings found = check();
        assertThat(found.doubled).hasSize(2);
        assertThat(found.passedOver).isZero();
    }

    @Test
    void aRepeatOnAnotherNodeIsPassedOverByItsKeyAndOneWithoutIsNot() {
        published(10, "a", "o", 1);
        events.add(new Received(at(), "a", "o", 1, "k", "o1"));
        cameBackTo("m");
        events.add(new Received(at(), "a", "p", 7, "k", "o1"));
        cameBackTo("n"); // it may have booted meanwhile, and have heard from the other which came first
        events.add(new Received(at(), "a", "r", 2, "k", "o1"));
        Findings found = check();
        assertThat(found.passedOver).isEqualTo(2);
        assertThat(found.isClean()).isTrue();
        events.add(new Received(at(), "a", "q", 7, null, "o1"));
        assertThat(check().doubled).hasSize(1);
    }
}
