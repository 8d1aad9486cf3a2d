package carillon.history;

import static carillon.history.HistoryRig.all;
import static carillon.history.Publications.A;
import static carillon.history.Publications.B;
import static carillon.history.Publications.NEWS;
import static carillon.history.Publications.SPORT;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.history.cursor.Claim;
import carillon.history.cursor.Cursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private final HistoryRig rig = new HistoryRig();
    private final History history = rig.history;

    @Test
    void forgetsWhatIsOlderThanTheWindowAndSaysSo() {
        rig.append(NEWS, A, 1);
        rig.ticker.advanceMs(25_000);
        rig.append(SPORT, A, 2);
        history.expire();
        assertThat(history.size()).isEqualTo(2);
        assertThat(rig.open(Map.of(), NEWS).recovered(NEWS)).isTrue();
        rig.ticker.advanceMs(1);
        history.expire();
        assertThat(history.size()).isEqualTo(1);
        assertThat(history.floors()).isEqualTo(1);
        assertThat(rig.open(Map.of(), NEWS, SPORT).recovered(NEWS)).isFalse();
        assertThat(rig.open(Map.of(), NEWS, SPORT).recovered(SPORT)).isTrue();
        assertThat(rig.open(Map.of(A, 1L), NEWS).recovered(NEWS)).isTrue();
        rig.ticker.advanceMs(72_001);
        history.expire();
        assertThat(history.size()).isZero();
        rig.ticker.advanceMs(72_001);
        history.expire();
        assertThat(history.floors()).isZero();
    }

    /** Found by the model (seed 37228): the snapshot came late, and as what was older in it went, the floor of what was newer here sank. */
    @Test
    void whatWasLetGoOfHereStaysSaidWhenSomethingOlderIsTakenOver() {
        rig.append(NEWS, A, 1, 2, 3, 4);
        rig.ticker.advanceMs(25_001);
        rig.append(NEWS, A, 5);
        history.expire();
        History restored = history.blank();
        restored.restore(new Kept(Publications.of(NEWS, A, 1), 24_000));
        restored.restore(new Kept(Publications.of(NEWS, A, 2), 24_000));
        history.adopt(restored, Map.of(A, 2L));
        assertThat(rig.open(Map.of(A, 2L), NEWS).recovered(NEWS)).isFalse();
        rig.ticker.advanceMs(1_001);
        history.expire();
        assertThat(rig.open(Map.of(A, 2L), NEWS).recovered(NEWS)).as("3 and 4 are known nowhere here").isFalse();
        assertThat(rig.open(Map.of(A, 4L), NEWS).recovered(NEWS)).isTrue();
    }

    @Test
    void holdsSoManyBytesAndNoMore() {
        for (long sequence = 1; sequence <= 1_000; sequence++) {
            rig.append(NEWS, A, sequence);
            assertThat(history.bytes()).isLessThanOrEqualTo(16_384);
        }
        assertThat(history.size()).isBetween(100L, 115L);
        assertThat(rig.open(Map.of(A, 800L), NEWS).recovered(NEWS)).isFalse();
        Catchup catchup = rig.open(Map.of(A, 950L), NEWS);
        assertThat(catchup.recovered(NEWS)).isTrue();
        assertThat(all(catchup)).hasSize(50).startsWith("a-951").endsWith("a-1000");
    }

    @Test
    void offersForeignPublicationsAgainThatTheClientMayNotHaveSeen() {
        rig.ticker.advanceMs(10_000);
        history.append(Publications.foreign(NEWS, "early"));
        rig.ticker.advanceMs(3_000);
        history.append(Publications.foreign(NEWS, "late"));
        history.append(Publications.foreign(SPORT, "sport"));
        rig.ticker.advanceMs(1_000);
        assertThat(all(history.open(Optional.of(new Claim(new Cursor(A, 0, Map.of()), 0)), Map.of(), List.of(NEWS)))).as("a 24th of the window is on the safe side").isEmpty();
        assertThat(all(history.open(Optional.of(new Claim(new Cursor(A, 0, Map.of()), 1_000)), Map.of(), List.of(NEWS)))).containsExactly("late");
        assertThat(all(history.open(Optional.of(new Claim(new Cursor(A, 0, Map.of()), 3_001)), Map.of(), List.of(NEWS)))).containsExactly("early", "late");
        rig.ticker.advanceMs(21_001);
        history.expire();
        assertThat(history.open(Optional.of(new Claim(new Cursor(A, 0, Map.of()), 25_000)), Map.of(), List.of(NEWS)).recovered(NEWS)).isFalse();
        assertThat(history.open(Optional.of(new Claim(new Cursor(A, 0, Map.of()), 24_000)), Map.of(), List.of(NEWS)).recovered(NEWS)).as("a whole window").isTrue();
    }

    @Test
    void givesARunToANodeThatLacksIt() {
        rig.append(NEWS, A, 3, 4, 5);
        rig.append(SPORT, B, 1);
        history.raise(A, 7);
        rig.append(NEWS, A, 8, 9);
        assertThat(Publications.texts(history.range(A, 1, 100, 100_000))).containsExactly("a-3", "a-4", "a-5");
        assertThat(Publications.texts(history.range(A, 4, 4, 100_000))).containsExactly("a-4");
        assertThat(Publications.texts(history.range(A, 6, 100, 100_000))).containsExactly("a-8", "a-9");
        assertThat(history.range(A, 6, 7, 100_000)).isEmpty();
        assertThat(Publications.texts(history.range(A, 3, 100, 1))).containsExactly("a-3");
        assertThat(Publications.texts(history.range(A, 3, 100, 2 * (Entry.OVERHEAD + 3)))).containsExactly("a-3", "a-4");
        assertThat(history.range(new Origin("x"), 1, 100, 100_000)).isEmpty();
    }

    @Test
    void givesTheLastOfAChannel() {
        rig.append(NEWS, A, 1, 2);
        rig.append(SPORT, A, 3);
        rig.append(NEWS, A, 4);
        assertThat(Publications.texts(history.last(NEWS, 2, 100_000))).containsExactly("a-2", "a-4");
        assertThat(Publications.texts(history.last(NEWS, 10, 100_000))).containsExactly("a-1", "a-2", "a-4");
        assertThat(Publications.texts(history.last(NEWS, 10, 2 * (Entry.OVERHEAD + 3)))).containsExactly("a-2", "a-4");
        assertThat(Publications.texts(history.last(NEWS, 10, 1))).containsExactly("a-4");
        assertThat(history.last(new Channel("x"), 10, 100)).isEmpty();
    }

    @Test
    void givesBackWhatItWasGiven() {
        Publication stamped = new Publication(NEWS, new Stamp(A, 1), Payload.json("{\"a\":1}"));
        Publication foreign = Publications.foreign(NEWS, "ID:1");
        history.append(stamped);
        history.append(foreign);
        assertThat(history.last(NEWS, 2, 10_000)).containsExactly(stamped, foreign);
    }

    @Test
    void tellsNobodyAgainWhatHasExpired() {
        history.append(Publications.foreign(NEWS, "for good"));
        history.append(Publications.foreign(NEWS, "five seconds").living(5_000));
        history.append(Publications.foreign(NEWS, "for ever").living(Long.MAX_VALUE));
        rig.ticker.advanceMs(4_999);
        assertThat(Publications.texts(history.last(NEWS, 10, 10_000))).containsExactly("for good", "five seconds", "for ever");
        assertThat(HistoryRig.all(awayForTenSeconds())).containsExactly("for good", "five seconds", "for ever");
        Catchup begun = awayForTenSeconds();
        rig.ticker.advanceMs(1);
        assertThat(Publications.texts(history.last(NEWS, 10, 10_000))).containsExactly("for good", "for ever");
        assertThat(Publications.texts(history.last(NEWS, 2, 10_000))).as("the others count").containsExactly("for good", "for ever");
        assertThat(HistoryRig.all(begun)).containsExactly("for good", "for ever");
        assertThat(awayForTenSeconds().recovered(NEWS)).as("nothing is missing").isTrue();
    }

    private Catchup awayForTenSeconds() {
        return history.open(Optional.of(new Claim(new Cursor(A, 0, Map.of()), 10_000)), Map.of(), List.of(NEWS));
    }

    @Test
    void anotherNodeTakesOverWhenSomethingExpires() {
        history.append(Publications.foreign(NEWS, "five seconds").living(5_000));
        rig.ticker.advanceMs(3_000);
        History restored = history.blank();
        history.kept().forEach(restored::restore);
        assertThat(Publications.texts(restored.last(NEWS, 10, 10_000))).containsExactly("five seconds");
        rig.ticker.advanceMs(2_000);
        assertThat(restored.last(NEWS, 10, 10_000)).isEmpty();
        assertThat(restored.foreignIds()).as("it is known, if it comes twice").hasSize(1);
        History adopting = history.blank();
        adopting.adopt(restored, Map.of());
        assertThat(adopting.last(NEWS, 10, 10_000)).isEmpty();
    }
}
