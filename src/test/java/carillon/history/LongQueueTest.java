package carillon.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LongQueueTest {

    @Test
    void isAListThatIsFilledAtItsEndAndEmptiedAtItsBeginning() {
        SplittableRandom random = new SplittableRandom(7);
        LongQueue queue = new LongQueue();
        List<Long> list = new ArrayList<>();
        long number = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean add = list.isEmpty() || random.nextInt(1_000) < (i / 2_000 % 2 == 0 ? 700 : 300);
            if (add) {
                number += 1 + random.nextInt(3);
                queue.add(number);
                list.add(number);
            } else {
                queue.remove();
                list.remove(0);
            }
            assertThat(queue.size()).isEqualTo(list.size());
            if (!list.isEmpty()) {
                int at = random.nextInt(list.size());
                assertThat(queue.get(at)).isEqualTo(list.get(at));
                assertThat(queue.firstFrom(list.get(at))).isEqualTo(at);
                assertThat(queue.firstFrom(list.get(at) - 1)).isBetween(Math.max(0, at - 1), at);
                assertThat(queue.firstFrom(list.get(at) + 1)).isEqualTo(at + 1);
            }
        }
    }

    @Test
    void findsNothingWhereAllIsBelow() {
        LongQueue queue = new LongQueue();
        assertThat(queue.firstFrom(0)).isZero();
        queue.add(5);
        assertThat(queue.firstFrom(6)).isEqualTo(1);
        assertThat(queue.firstFrom(Long.MIN_VALUE)).isZero();
    }
}
