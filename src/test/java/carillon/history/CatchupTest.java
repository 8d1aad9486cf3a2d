package carillon.history;

import static carillon.history.HistoryRig.all;
import static carillon.history.HistoryRig.claim;
import static carillon.history.Publications.A;
import static carillon.history.Publications.B;
import static carillon.history.Publications.NEWS;
import static carillon.history.Publications.SPORT;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Publication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatchupTest {

    private final HistoryRig rig = new HistoryRig();
    private final History history = rig.history;

    @Test
    void givesWhatWasMissedOfTheChannelsThatAreFollowedInItsOrder() {
        rig.append(NEWS, A, 1, 2);
        rig.append(SPORT, A, 3);
        rig.append(NEWS, B, 1);
        rig.append(new Channel("other"), A, 4);
        rig.append(NEWS, A, 5);
        assertThat(all(rig.open(Map.of(A, 1L), NEWS, SPORT))).containsExactly("a-2", "a-3", "b-1", "a-5");
        assertThat(all(rig.open(Map.of(A, 3L, B, 1L), NEWS))).containsExactly("a-5");
        assertThat(all(rig.open(Map.of(A, 9L, B, 1L), NEWS))).isEmpty();
    }

    @Test
    void givesNothingToOneThatOnlyWantsWhatComes() {
        rig.append(NEWS, A, 1);
        Catchup catchup = history.open(Optional.empty(), Map.of(), List.of(NEWS));
        assertThat(catchup.recovered(NEWS)).isFalse();
        assertThat(all(catchup)).isEmpty();
    }

    @Test
    void givesNothingOfAChannelThatIsNotComplete() {
        rig.append(NEWS, A, 1);
        history.raise(B, 7);
        rig.append(NEWS, B, 8);
        Catchup catchup = rig.open(Map.of(), NEWS);
        assertThat(catchup.recovered(NEWS)).isFalse();
        assertThat(all(catchup)).isEmpty();
        assertThat(all(rig.open(Map.of(B, 7L), NEWS))).containsExactly("a-1", "b-8");
    }

    @Test
    void passesOverWhatTheClientSaysThatItHasSeen() {
        rig.append(NEWS, A, 1, 2, 3);
        assertThat(all(history.open(claim(Map.of()), Map.of(A, 2L), List.of(NEWS)))).containsExactly("a-3");
    }

    @Test
    void readsInChunks() {
        rig.append(NEWS, A, 1, 2, 3, 4, 5);
        Catchup catchup = rig.open(Map.of(), NEWS);
        assertThat(catchup.next(1).publications()).hasSize(1);
        assertThat(catchup.isLive()).isFalse();
        assertThat(Publications.texts(catchup.next(2 * (Entry.OVERHEAD + 3)).publications())).containsExactly("a-2", "a-3");
        assertThat(Publications.texts(catchup.next(100_000).publications())).containsExactly("a-4", "a-5");
        assertThat(catchup.isLive()).isFalse();
        assertThat(catchup.next(1).publications()).isEmpty();
        assertThat(catchup.isLive()).isTrue();
    }

    @Test
    void isFarUntilBeforeTheReadThatMayBeTheLast() {
        rig.append(NEWS, A, 1, 2);
        Catchup catchup = rig.open(Map.of(), NEWS);
        assertThat(catchup.next(1).publications()).hasSize(1);
        rig.append(NEWS, A, 3);
        assertThat(catchup.isFar()).as("the log brings it").isTrue();
        assertThat(Publications.texts(catchup.next(100_000).publications())).containsExactly("a-2", "a-3");
        assertThat(catchup.isFar()).isFalse();
        assertThat(catchup.isLive()).isFalse();
        long number = history.append(Publications.of(NEWS, A, 4));
        assertThat(catchup.admits(number, Publications.of(NEWS, A, 4))).as("the log brings it still").isFalse();
        assertThat(Publications.texts(catchup.next(100_000).publications())).containsExactly("a-4");
        assertThat(catchup.isLive()).isTrue();
    }

    @Test
    void isNeverFarWhereNothingWasMissed() {
        rig.append(NEWS, A, 1);
        Catchup catchup = rig.open(Map.of(A, 1L), NEWS);
        assertThat(catchup.isFar()).isFalse();
        assertThat(catchup.next(1).publications()).isEmpty();
        assertThat(catchup.isLive()).isTrue();
    }

    @Test
    void tellsWhereSomethingWasEvictedBeforeItWasRead() {
        rig.append(NEWS, A, 1, 2, 3);
        Catchup catchup = rig.open(Map.of(), NEWS);
        catchup.next(1);
        rig.ticker.advanceMs(25_001);
        rig.append(NEWS, A, 4);
        history.expire();
        Catchup.Chunk chunk = catchup.next(100_000);
        assertThat(chunk.gap()).isTrue();
        assertThat(Publications.texts(chunk.publications())).containsExactly("a-4");
        assertThat(rig.open(Map.of(A, 3L), NEWS).next(100_000).gap()).isFalse();
    }

    @Test
    void admitsLiveOnlyWhatTheLogHasNotBrought() {
        rig.append(NEWS, A, 1);
        Catchup catchup = rig.open(Map.of(), NEWS);
        Publication second = Publications.of(NEWS, A, 2);
        long number = history.append(second);
        assertThat(catchup.admits(number, second)).as("it will be read").isFalse();
        assertThat(all(catchup)).containsExactly("a-1", "a-2");
        assertThat(catchup.admits(number, second)).as("it was read").isFalse();
        assertThat(catchup.isOver()).isFalse();
        Publication third = Publications.of(NEWS, A, 3);
        assertThat(catchup.admits(history.append(third), third)).isTrue();
        assertThat(catchup.isOver()).isTrue();
    }

    @Test
    void admitsNothingThatTheClientSawOnANodeThatWasAhead() {
        rig.append(NEWS, A, 1);
        Catchup catchup = rig.open(Map.of(A, 3L, B, 0L), NEWS);
        assertThat(all(catchup)).isEmpty();
        assertThat(catchup.ahead()).isEqualTo(Map.of(A, 3L));
        for (long sequence = 2; sequence <= 3; sequence++) {
            Publication late = Publications.of(NEWS, A, sequence);
            assertThat(catchup.admits(history.append(late), late)).isFalse();
        }
        Publication other = Publications.of(NEWS, B, 1);
        assertThat(catchup.admits(history.append(other), other)).isTrue();
        assertThat(catchup.isOver()).isFalse();
        Publication fourth = Publications.of(NEWS, A, 4);
        assertThat(catchup.admits(history.append(fourth), fourth)).isTrue();
        assertThat(catchup.isOver()).isTrue();
        assertThat(catchup.ahead()).isEmpty();
    }

    @Test
    void isNotAheadOfWhatTheNodeHasSkipped() {
        rig.append(NEWS, A, 1);
        history.raise(A, 5);
        history.raise(B, 2);
        history.forget(B);
        Catchup catchup = rig.open(Map.of(A, 5L, B, 2L), NEWS);
        all(catchup);
        assertThat(catchup.ahead()).isEqualTo(Map.of(B, 2L));
    }

    @Test
    void followsAndUnfollowsChannelsOnTheWay() {
        rig.append(NEWS, A, 1, 2);
        rig.append(SPORT, A, 3);
        Catchup catchup = rig.open(Map.of(), NEWS);
        catchup.next(1);
        catchup.follow(SPORT);
        rig.append(SPORT, A, 4);
        catchup.unfollow(NEWS);
        assertThat(all(catchup)).containsExactly("a-4");
    }
}
