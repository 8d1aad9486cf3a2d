package carillon.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LifeTest {

    private static final long MS = 1_000_000L;

    private final Life life = new Life(100);

    @Test
    void keepsTheLastTimeItWasHeardAndTheFirstItMayHaveBooted() {
        life.heard(50, 40);
        assertThat(life.heardAt()).isEqualTo(100);
        assertThat(life.bornAt()).isEqualTo(40);
        life.heard(200, 60);
        assertThat(life.heardAt()).isEqualTo(200);
        assertThat(life.bornAt()).isEqualTo(40);
    }

    @Test
    void goesOnWhereTheTickerOverflows() {
        Life late = new Life(Long.MAX_VALUE - 5);
        late.heard(Long.MIN_VALUE + 5, Long.MIN_VALUE + 5);
        assertThat(late.heardAt()).isEqualTo(Long.MIN_VALUE + 5);
        assertThat(late.bornAt()).isEqualTo(Long.MAX_VALUE - 5);
    }

    @Test
    void saysInMillisecondsHowLongItIsSilentAndNeverLessThanNone() {
        life.heard(100 + 3 * MS, 100);
        assertThat(life.silentMs(100 + 5 * MS)).isEqualTo(2);
        assertThat(life.ageMs(100 + 5 * MS)).isEqualTo(5);
        assertThat(life.silentMs(100)).as("heard since the time was taken").isZero();
    }

    @Test
    void closesOnceUntilItIsHeardLater() {
        assertThat(life.close()).isTrue();
        assertThat(life.close()).isFalse();
        life.heard(100, 100);
        assertThat(life.close()).as("that was known when it closed").isFalse();
        life.heard(101, 100);
        assertThat(life.close()).isTrue();
    }

    @Test
    void remembersTheFirstHeartbeatThatWasSaidAgain() {
        assertThat(life.isReplayedFrom(Long.MAX_VALUE)).isFalse();
        life.replayed(1_000, 7);
        life.replayed(500, 9);
        assertThat(life.replayedAt()).isEqualTo(7);
        assertThat(life.isReplayedFrom(999)).isFalse();
        assertThat(life.isReplayedFrom(1_000)).isTrue();
        life.notReplayed();
        assertThat(life.isReplayedFrom(1_000)).isFalse();
    }

    @Test
    void isDoubtedForGood() {
        assertThat(life.isDoubted()).isFalse();
        life.doubt();
        life.heard(200, 200);
        assertThat(life.isDoubted()).isTrue();
    }
}
