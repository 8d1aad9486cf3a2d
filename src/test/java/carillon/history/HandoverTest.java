package carillon.history;

import static carillon.history.Publications.A;
import static carillon.history.Publications.B;
import static carillon.history.Publications.NEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import carillon.channel.Publication;
import carillon.config.ManualTicker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Past past = new Past(new Bounds(24_000_000_000L, 16_384, 8, 8), ticker);
    private final Handover handover = new Handover(past);

    private void deliver(Past to, Publication publication) {
        to.append(publication, ticker.nanos());
    }

    private List<Kept> kept(Past of) {
        return new Handover(of).kept(ticker.nanos());
    }

    private List<String> texts(Past of) {
        return kept(of).stream().map(kept -> kept.publication().payload().text()).toList();
    }

    @Test
    void tellsHowLongAgoWhatWasDelivered() {
        deliver(past, Publications.of(NEWS, A, 1));
        ticker.advanceMs(1_500);
        deliver(past, Publications.of(NEWS, A, 2));
        assertThat(kept(past)).extracting(Kept::agoMs).containsExactly(1_500L, 0L);
    }

    @Test
    void takesInWhatWasDeliveredAsLongAgo() {
        handover.restore(new Kept(Publications.of(NEWS, A, 1), 1_500), ticker.nanos());
        ticker.advanceMs(500);
        assertThat(kept(past)).containsExactly(new Kept(Publications.of(NEWS, A, 1), 2_000));
    }

    @Test
    void givesBackTheFloorsThatItTakesIn() {
        Mark all = new Mark(Optional.empty(), A, 7, 300);
        Mark one = new Mark(Optional.of(NEWS), B, 9, 400);
        handover.restore(all, ticker.nanos());
        handover.restore(one, ticker.nanos());
        assertThat(handover.marks(ticker.nanos())).containsExactly(all, one);
    }

    /** Each node numbers them by its own ticker. */
    @Test
    void saysOfAFloorOfForeignPublicationsHowLongAgoItIs() {
        handover.restore(new Mark(Optional.of(NEWS), ForeignClock.FOREIGN, 5_000_000_000L, 0), ticker.nanos());
        ticker.advanceMs(1_000);
        assertThat(handover.marks(ticker.nanos())).containsExactly(new Mark(Optional.of(NEWS), ForeignClock.FOREIGN, 6_000_000_000L, 1_000));
    }

    @Test
    void addsOnlyWhatIsNewerInTheOther() {
        Past restored = past.blank();
        for (long sequence = 1; sequence <= 3; sequence++) {
            deliver(past, Publications.of(NEWS, A, sequence));
        }
        deliver(past, Publications.foreign(NEWS, "both"));
        deliver(past, Publications.foreign(NEWS, "here"));
        deliver(restored, Publications.of(NEWS, A, 2));
        deliver(restored, Publications.foreign(NEWS, "both"));
        new Handover(restored).add(past, Map.of(A, 2L));
        assertThat(texts(restored)).containsExactly("a-2", "both", "a-3", "here");
    }

    @Test
    void knowsOfEachOriginHowFarEitherHadHeardIt() {
        Past restored = past.blank();
        past.raise(A, 4);
        past.raise(B, 2);
        new Handover(restored).add(past, Map.of(A, 3L, B, 5L));
        assertThat(restored.tops()).containsOnly(entry(A, 4L), entry(B, 5L));
    }

    @Test
    void numbersForeignPublicationsAboveThoseOfTheOther() {
        Past restored = past.blank();
        long last = past.foreign().next(ticker.nanos());
        new Handover(restored).add(past, Map.of());
        assertThat(restored.foreign().next(ticker.nanos())).isGreaterThan(last);
    }
}
