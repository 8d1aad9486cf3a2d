package carillon.hub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CreditTest {

    private final Credit credit = new Credit(1_000, new Random(1));

    @Test
    void isUsedUpByWhatIsWrittenWithoutProof() {
        credit.spend(600);
        assertThat(credit.allows(400)).isTrue();
        assertThat(credit.allows(401)).isFalse();
        assertThat(credit.left()).isEqualTo(400);
    }

    @Test
    void comesBackWithTheAnswerToAPing() {
        credit.spend(600);
        long ping = credit.mark();
        credit.spend(400);
        credit.answered(ping);
        assertThat(credit.open()).as("what was written behind the ping is unproven").isEqualTo(400);
    }

    @Test
    void takesTheLastAnswerForAllBefore() {
        credit.spend(300);
        credit.mark();
        credit.spend(300);
        long second = credit.mark();
        credit.answered(second);
        assertThat(credit.open()).isZero();
    }

    @Test
    void isNotFooledByAnAnswerToNoPing() {
        credit.spend(600);
        long ping = credit.mark();
        credit.answered(ping + 1);
        assertThat(credit.open()).isEqualTo(600);
        credit.answered(ping);
        credit.spend(600);
        credit.answered(ping);
        assertThat(credit.open()).as("answered twice").isEqualTo(600);
    }

    @Test
    void wantsAPingBehindEachQuarterOfTheWindow() {
        credit.spend(249);
        assertThat(credit.wantsPing(false)).isFalse();
        credit.spend(1);
        assertThat(credit.wantsPing(false)).isTrue();
        credit.mark();
        assertThat(credit.wantsPing(false)).isFalse();
    }

    @Test
    void wantsAPingWhereItIsUsedUpAndNoAnswerIsOnItsWay() {
        credit.spend(100);
        assertThat(credit.wantsPing(true)).isTrue();
        credit.mark();
        assertThat(credit.wantsPing(true)).isFalse();
    }

    @Test
    void letsOneMessageThroughThatIsLongerThanTheWindow() {
        assertThat(credit.allows(5_000)).isTrue();
        credit.spend(5_000);
        assertThat(credit.allows(1)).isFalse();
        credit.answered(credit.mark());
        assertThat(credit.allows(5_000)).isTrue();
    }

    @Test
    void hasNoBoundWhereTheWindowIsZero() {
        Credit unbounded = new Credit(0, new Random(1));
        unbounded.spend(Integer.MAX_VALUE);
        assertThat(unbounded.allows(Integer.MAX_VALUE)).isTrue();
        assertThat(unbounded.wantsPing(false)).isFalse();
    }
}
