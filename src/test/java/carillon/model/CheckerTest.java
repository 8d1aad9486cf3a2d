package carillon.model;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.model.Checker.Findings;
import carillon.model.Ledger.Client;
import carillon.model.Ledger.Connected;
import carillon.model.Ledger.Event;
import carillon.model.Ledger.Foreign;
import carillon.model.Ledger.Gap;
import carillon.model.Ledger.Published;
import carillon.model.Ledger.Received;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckerTest {

    private static final Origin A = new Origin("a");
    private static final Origin B = new Origin("b");
    private static final Channel NEWS = new Channel("news");
    private static final Channel OTHER = new Channel("other");

    private final Ledger ledger = new Ledger();

    private Findings check(boolean tells, Event... events) {
        ledger.clients.put("client", new Client("client", Set.of(NEWS), tells, List.of(events)));
        return Checker.check(ledger);
    }

    private void published(Origin origin, long... sequences) {
        for (long sequence : sequences) {
            ledger.published.add(new Published(origin, sequence, NEWS, 10 * sequence));
        }
    }

    private static Connected connected(long at, Channel... refused) {
        return new Connected(at, at, true, false, Set.of(refused));
    }

    private static Received received(Origin origin, long sequence) {
        return new Received(1_000, origin, sequence, NEWS);
    }

    @Test
    void isContentWithAllOnceAndInOrder() {
        published(A, 1, 2, 3);
        published(B, 1);
        ledger.published.add(new Published(A, 4, OTHER, 40));
        Findings findings = check(true, connected(0), received(A, 1), received(B, 1), received(A, 2), received(A, 3));
        assertThat(findings.isClean()).isTrue();
        assertThat(findings.lost).isZero();
        assertThat(findings.owed).isEqualTo(4);
    }

    @Test
    void seesALossInTheMiddleAndOneAtTheEnd() {
        published(A, 1, 2, 3, 4);
        assertThat(check(true, connected(0), received(A, 1), received(A, 3)).silent).hasSize(2);
    }

    @Test
    void asksForNothingFromBeforeTheFirstConnection() {
        published(A, 1, 2, 3);
        assertThat(check(true, connected(25), received(A, 3)).isClean()).isTrue();
    }

    @Test
    void excusesWhatWasSaidInTime() {
        published(A, 1, 2, 3);
        Findings findings = check(true, connected(0), received(A, 1), new Gap(25), received(A, 3));
        assertThat(findings.isClean()).isTrue();
        assertThat(findings.lost).isEqualTo(1);
        assertThat(findings.falseAlarms).isZero();
    }

    @Test
    void excusesNothingThatWasSaidTooEarlyOrTooLate() {
        published(A, 1, 2, 3);
        assertThat(check(true, connected(0), received(A, 1), new Gap(15), received(A, 3)).silent).hasSize(1);
        assertThat(check(true, connected(0), received(A, 1), received(A, 3), new Gap(25)).silent).hasSize(1);
    }

    @Test
    void excusesARefusedChannelOnly() {
        published(A, 1, 2, 3);
        assertThat(check(true, connected(0), received(A, 1), connected(25, OTHER), received(A, 3)).silent).hasSize(1);
        assertThat(check(true, connected(0), received(A, 1), connected(25, NEWS), received(A, 3)).silent).isEmpty();
    }

    @Test
    void seesWhatComesTwiceOrTooLateOnOneConnection() {
        published(A, 1, 2);
        assertThat(check(false, connected(0), received(A, 1), received(A, 2), received(A, 2)).doubled).hasSize(1);
        assertThat(check(false, connected(0), received(A, 2), received(A, 1)).reordered).hasSize(1);
        assertThat(check(false, connected(0), new Foreign(1, "x"), new Foreign(2, "x")).doubled).hasSize(1);
    }

    @Test
    void allowsARepetitionOnTheNextConnectionToWhoDidNotTellWhatItHasSeen() {
        published(A, 1, 2);
        assertThat(check(false, connected(0), received(A, 1), connected(15), received(A, 1), received(A, 2)).isClean()).isTrue();
        assertThat(check(true, connected(0), received(A, 1), connected(15), received(A, 1), received(A, 2)).doubled).hasSize(1);
    }

    @Test
    void countsAlarmsThatWereForNothing() {
        published(A, 1, 2);
        Findings findings = check(true, connected(0), received(A, 1), new Gap(12), connected(13, NEWS), received(A, 2));
        assertThat(findings.falseAlarms).isEqualTo(1);
        assertThat(findings.falseRefusals).isEqualTo(1);
        assertThat(findings.resumes).isEqualTo(2);
    }

    @Test
    void isContentWithEitherOfTwoWithOneKeyAndNotWithBoth() {
        Key key = new Key("k");
        published(A, 2);
        ledger.published.add(new Published(A, 1, NEWS, 10, key));
        ledger.published.add(new Published(B, 1, NEWS, 11, key));
        Received first = new Received(1_000, A, 1, NEWS, key);
        Received second = new Received(2_000, B, 1, NEWS, key);
        assertThat(check(true, connected(0), first, received(A, 2)).isClean()).isTrue();
        assertThat(check(true, connected(0), second, received(A, 2)).isClean()).isTrue();
        assertThat(check(true, connected(0), received(A, 2)).silent).hasSize(2);
        assertThat(check(true, connected(0), first, second, received(A, 2)).doubled).hasSize(1);
        assertThat(check(true, connected(0), first, new Received(8_500, B, 1, NEWS, key), received(A, 2)).doubled).as("keys are forgotten").isEmpty();
        assertThat(check(true, connected(0), first, connected(1_500), second, received(A, 2)).doubled).as("on two connections the client passes it over").isEmpty();
    }
}
