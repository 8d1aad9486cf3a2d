package carillon.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnechoedTest {

    private static final Origin A = new Origin("a");
    private static final Origin B = new Origin("b");

    private final Unechoed unechoed = new Unechoed(Settings.of(Map.of("carillon.unechoed.max.bytes", "16384")));

    private void add(int count, int size) {
        for (int sequence = 1; sequence <= count; sequence++) {
            unechoed.add(new Publication(new Channel("a"), new Stamp(A, sequence), Payload.text("x".repeat(size))));
        }
    }

    private List<Long> range(long from, long to, int bytes) {
        return unechoed.range(from, to, bytes).stream().map(one -> ((Stamp) one.identity()).sequence()).toList();
    }

    @Test
    void keepsWhatHasNotComeBack() {
        add(5, 10);
        unechoed.echoed(A, 2);
        assertThat(unechoed.size()).isEqualTo(3);
        assertThat(range(1, 9, 10_000)).containsExactly(3L, 4L, 5L);
        assertThat(range(4, 4, 10_000)).containsExactly(4L);
        assertThat(range(6, 9, 10_000)).isEmpty();
        unechoed.echoed(A, 5);
        assertThat(unechoed.size()).isZero();
    }

    @Test
    void givesSoMuchAndNoMoreButAtLeastOne() {
        add(5, 872);
        assertThat(range(2, 5, 2_000)).containsExactly(2L, 3L);
        assertThat(range(2, 5, 2_001)).containsExactly(2L, 3L, 4L);
        assertThat(range(2, 5, 1)).containsExactly(2L);
    }

    @Test
    void isBounded() {
        add(20, 872);
        assertThat(unechoed.size()).isEqualTo(16);
        assertThat(range(1, 99, 1_000_000)).hasSize(16).endsWith(20L);
    }

    @Test
    void tellsWhenWhatWasAwaitedHasComeBack() {
        List<String> told = new ArrayList<>();
        add(5, 10);
        unechoed.await(1, back -> told.add("1 " + back));
        unechoed.await(3, back -> told.add("3 " + back));
        assertThat(told).isEmpty();
        unechoed.echoed(A, 2);
        assertThat(told).containsExactly("1 true");
        unechoed.await(2, back -> told.add("2 " + back));
        assertThat(told).as("it came back before it was awaited").containsExactly("1 true", "2 true");
        unechoed.echoed(A, 5);
        assertThat(told).containsExactly("1 true", "2 true", "3 true");
    }

    @Test
    void knowsNothingMoreOfAnOriginThatWasGivenUp() {
        List<String> told = new ArrayList<>();
        add(3, 10);
        unechoed.await(3, back -> told.add("3 " + back));
        unechoed.add(publication(B, 1, "b"));
        assertThat(told).as("nobody can know").containsExactly("3 false");
        unechoed.await(1, back -> told.add("1 " + back));
        unechoed.echoed(A, 3);
        unechoed.lost(new Hole(A, 1, 3));
        assertThat(told).containsExactly("3 false");
        assertThat(range(1, 9, 10_000)).containsExactly(1L);
        unechoed.echoed(B, 1);
        assertThat(told).containsExactly("3 false", "1 true");
    }

    @Test
    void tellsWhatItsNodePublishedFromWhatAnotherDidInItsPlace() {
        unechoed.add(publication(A, 7, "x"));
        unechoed.add(publication(A, 8, "y"));
        assertThat(unechoed.mayBeOwn(List.of(publication(A, 7, "x"), publication(A, 8, "y")))).isTrue();
        assertThat(unechoed.mayBeOwn(List.of(publication(A, 8, "y")))).isTrue();
        assertThat(unechoed.mayBeOwn(List.of(publication(A, 6, "it came back before"), publication(A, 7, "x")))).isTrue();
        assertThat(unechoed.mayBeOwn(List.of(publication(A, 7, "forged")))).isFalse();
        assertThat(unechoed.mayBeOwn(List.of(publication(A, 7, "x"), publication(A, 8, "forged")))).isFalse();
        assertThat(unechoed.mayBeOwn(List.of(publication(B, 7, "of another")))).isTrue();
    }

    private static Publication publication(Origin origin, long sequence, String text) {
        return new Publication(new Channel("a"), new Stamp(origin, sequence), Payload.text(text));
    }

    @Test
    void tellsWhatIsLost() {
        List<String> told = new ArrayList<>();
        add(4, 10);
        for (long sequence : List.of(1L, 2L, 4L)) {
            unechoed.await(sequence, back -> told.add(sequence + " " + back));
        }
        unechoed.lost(new Hole(new Origin("a"), 2, 3));
        unechoed.await(3, back -> told.add("3 " + back));
        unechoed.echoed(A, 4);
        unechoed.await(1, back -> told.add("1 " + back));
        assertThat(told).containsExactly("1 true", "2 false", "3 false", "4 true", "1 true");
    }
}
