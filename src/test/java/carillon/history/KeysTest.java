package carillon.history;

import static carillon.history.Publications.A;
import static carillon.history.Publications.B;
import static carillon.history.Publications.NEWS;
import static carillon.history.Publications.SPORT;
import static carillon.history.Publications.keyed;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.history.cursor.Claim;
import carillon.history.cursor.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was published twice with one key is there once. */
class KeysTest {

    private static final Settings SETTINGS = Settings.of(Map.of("carillon.payload.max.bytes", "1024", "carillon.history.window.ms", "24000",
            "carillon.history.max.bytes", "16384", "carillon.keys.max", "3"));

    private final ManualTicker ticker = new ManualTicker();
    private final History history = new History(SETTINGS, ticker);

    private Optional<History.Known> known(Channel channel, String key, String text) {
        return history.known(channel, new Key(key), Payload.text(text));
    }

    private List<String> missedBy(Map<Origin, Long> positions) {
        Catchup catchup = history.open(Optional.of(new Claim(new Cursor(A, 0, positions), 0)), Map.of(), List.of(NEWS));
        List<String> texts = new ArrayList<>();
        while (!catchup.isLive()) {
            texts.addAll(Publications.texts(catchup.next(1_000).publications()));
        }
        return texts;
    }

    @Test
    void theSecondIsNotToBeDelivered() {
        assertThat(history.append(keyed(NEWS, A, 1, "k", "one"))).isZero();
        assertThat(history.append(keyed(NEWS, B, 1, "k", "one"))).isEqualTo(History.REPEATED);
        assertThat(history.append(keyed(SPORT, B, 2, "k", "one"))).as("on another channel").isPositive();
        assertThat(history.append(keyed(NEWS, B, 3, "l", "one"))).as("with another key").isPositive();
        assertThat(history.append(keyed(NEWS, B, 4, "k", "two"))).as("with other data").isPositive();
        assertThat(Publications.texts(history.last(NEWS, 10, 10_000))).containsExactly("one", "one", "two");
    }

    @Test
    void theSecondIsKeptForNodesThatLackIt() {
        history.append(keyed(NEWS, A, 1, "k", "one"));
        history.append(keyed(NEWS, B, 1, "k", "one"));
        history.append(keyed(NEWS, B, 2, "l", "two"));
        assertThat(history.range(B, 1, 2, 10_000)).containsExactly(keyed(NEWS, B, 1, "k", "one"), keyed(NEWS, B, 2, "l", "two"));
    }

    @Test
    void whoHasSeenEitherHasSeenIt() {
        history.append(keyed(NEWS, A, 1, "k", "one"));
        history.append(keyed(NEWS, B, 1, "k", "one"));
        assertThat(missedBy(Map.of())).containsExactly("one");
        assertThat(missedBy(Map.of(A, 1L))).isEmpty();
        assertThat(missedBy(Map.of(B, 1L))).isEmpty();
    }

    @Test
    void isKnownForThreeWindows() {
        history.append(keyed(NEWS, A, 7, "k", "one"));
        ticker.advanceMs(72_000);
        history.expire();
        assertThat(known(NEWS, "k", "one")).contains(new History.Known(new Stamp(A, 7), true));
        assertThat(known(NEWS, "k", "two")).contains(new History.Known(new Stamp(A, 7), false));
        assertThat(known(SPORT, "k", "one")).isEmpty();
        ticker.advanceMs(1);
        history.expire();
        assertThat(known(NEWS, "k", "one")).isEmpty();
    }

    @Test
    void areBounded() {
        for (int i = 1; i <= 4; i++) {
            history.append(keyed(NEWS, A, i, "k" + i, "one"));
        }
        assertThat(known(NEWS, "k1", "one")).isEmpty();
        assertThat(known(NEWS, "k2", "one")).isPresent();
        assertThat(known(NEWS, "k4", "one")).isPresent();
    }

    @Test
    void thoseBeyondTheShareOfTheirPublisherAreForgottenFirst() {
        history.append(keyed(NEWS, A, 1, "honest", "one"));
        for (int i = 1; i <= 1_000; i++) {
            history.append(keyed(new Channel("c" + i), B, i, "flood", "one").beyondShare());
        }
        history.append(keyed(SPORT, A, 2, "honest.too", "one"));
        assertThat(known(NEWS, "honest", "one")).isPresent();
        assertThat(known(SPORT, "honest.too", "one")).isPresent();
        assertThat(history.append(keyed(NEWS, B, 1_001, "honest", "one"))).isEqualTo(History.REPEATED);
        assertThat(history.noted()).hasSize(3);
        assertThat(known(new Channel("c1"), "flood", "one")).isEmpty();
    }

    @Test
    void whatIsBeyondAShareExpiresLikeAllOthers() {
        history.append(keyed(NEWS, A, 1, "k", "one").beyondShare());
        ticker.advanceMs(72_001);
        history.expire();
        assertThat(history.noted()).isEmpty();
        for (int i = 2; i <= 5; i++) {
            history.append(keyed(NEWS, A, i, "k" + i, "one"));
        }
        assertThat(history.noted()).as("it is not removed twice").hasSize(3);
    }

    @Test
    void aRepetitionThatIsLetGoSpoilsNoCursor() {
        history.append(keyed(NEWS, A, 1, "k", "one"));
        ticker.advanceMs(20_000);
        history.append(keyed(NEWS, B, 1, "k", "one"));
        ticker.advanceMs(24_001);
        history.expire();
        Claim claim = new Claim(new Cursor(A, 0, Map.of(A, 1L)), 0);
        assertThat(history.open(Optional.of(claim), Map.of(), List.of(NEWS)).recovered(NEWS)).isTrue();
    }

    /** What another node remembers, in the place of what is here. */
    private void takeOver(Map<Origin, Long> reached, Publication... there) {
        History other = new History(SETTINGS, ticker);
        for (Publication publication : there) {
            other.append(publication);
        }
        History blank = history.blank();
        other.noted().forEach(blank::restore);
        other.kept().forEach(blank::restore);
        history.adopt(blank, reached);
    }

    @Test
    void ownAndTheOthersAreKnownWhenAnotherNodesMemoryIsTakenOver() {
        history.append(keyed(NEWS, A, 1, "mine", "one"));
        takeOver(Map.of(A, 1L, B, 1L), keyed(NEWS, B, 1, "theirs", "two"));
        assertThat(known(NEWS, "mine", "one")).contains(new History.Known(new Stamp(A, 1), true));
        assertThat(known(NEWS, "theirs", "two")).contains(new History.Known(new Stamp(B, 1), true));
        assertThat(history.append(keyed(NEWS, B, 2, "mine", "one"))).isEqualTo(History.REPEATED);
        assertThat(history.append(keyed(NEWS, A, 2, "theirs", "two"))).isEqualTo(History.REPEATED);
    }

    @Test
    void whoHasSeenTheRepetitionElsewhereIsNotSentTheFirstHere() {
        takeOver(Map.of(A, 1L, B, 1L), keyed(NEWS, A, 1, "k", "one"), keyed(NEWS, B, 1, "k", "one"));
        assertThat(missedBy(Map.of(B, 1L))).isEmpty();
        assertThat(missedBy(Map.of())).containsExactly("one");
    }

    @Test
    void areBoundedAlsoWhenAnotherNodesMemoryIsTakenOver() {
        history.append(keyed(NEWS, A, 1, "a1", "one"));
        history.append(keyed(NEWS, A, 2, "a2", "one"));
        takeOver(Map.of(A, 2L, B, 2L), keyed(NEWS, B, 1, "b1", "one"), keyed(NEWS, B, 2, "b2", "one"));
        assertThat(history.noted()).hasSize(3);
    }
}
