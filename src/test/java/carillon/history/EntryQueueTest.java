package carillon.history;

import static carillon.history.Publications.A;
import static carillon.history.Publications.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntryQueueTest {

    private final EntryQueue queue = new EntryQueue();
    private final List<Entry> list = new ArrayList<>();
    private long number;

    private void add(long step) {
        number += step;
        Entry entry = new Entry(number, new Shelf<>(NEWS), new Shelf<>(A), number * 10, Publications.of(NEWS, A, number), false, 0);
        queue.add(entry);
        list.add(entry);
    }

    private void lose(int i) {
        list.remove(i).gone();
        queue.lost();
    }

    private List<Entry> there() {
        return IntStream.range(0, queue.size()).mapToObj(queue::get).filter(entry -> !entry.isGone()).toList();
    }

    @Test
    void isAListThatIsFilledAtItsEndAndLosesAny() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 4_000; i++) {
            if (list.isEmpty() || random.nextInt(1_000) < (i / 500 % 2 == 0 ? 700 : 300)) {
                add(1 + random.nextInt(3));
            } else {
                lose(random.nextBoolean() ? 0 : random.nextInt(list.size()));
            }
            assertThat(queue.count()).isEqualTo(list.size());
            assertThat(queue.size()).as("an eighth may be gone").isLessThanOrEqualTo(list.size() + Math.max(5, list.size() / 7 + 1));
            assertThat(there()).isEqualTo(list);
            if (!list.isEmpty()) {
                assertThat(queue.get(0)).as("the first is there").isSameAs(list.get(0));
                Entry some = list.get(random.nextInt(list.size()));
                assertThat(queue.get(queue.firstFrom(some.number()))).isSameAs(some);
                assertThat(queue.get(queue.firstFromSequence(some.sequence()))).isSameAs(some);
                int after = queue.firstFrom(some.number() + 1);
                assertThat(after == queue.size() || queue.get(after).number() > some.number()).isTrue();
            }
        }
    }

    @Test
    void findsNothingWhereAllIsBelow() {
        assertThat(queue.firstFrom(0)).isZero();
        add(5);
        assertThat(queue.firstFrom(6)).isEqualTo(1);
        assertThat(queue.firstFromSequence(51)).isEqualTo(1);
        assertThat(queue.firstFrom(Long.MIN_VALUE)).isZero();
    }
}
