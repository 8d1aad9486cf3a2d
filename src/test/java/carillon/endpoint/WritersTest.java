package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.config.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritersTest {

    private static final Set<Thread.State> WAITS = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final Writers writers = new Writers(Settings.of(Map.of("carillon.writers", "1")));
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        writers.stop();
    }

    @Test
    void whatIsToGoLaterGoesWhenNothingElseIsToBeDone() throws InterruptedException {
        writers.executeLater(() -> done.add("later"));
        writers.execute(() -> done.add("soon"));
        runAll();
        assertThat(done).containsExactly("soon", "later");
    }

    @Test
    void whatIsToGoLaterIsNotPutOffForEver() throws InterruptedException {
        IntStream.range(0, 3).forEach(n -> writers.executeLater(() -> done.add("later " + n)));
        IntStream.range(0, 30).forEach(n -> writers.execute(() -> done.add("soon " + n)));
        runAll();
        assertThat(done).containsSubsequence("later 0", "later 1", "later 2", "soon 29").hasSize(33);
        assertThat(done.indexOf("later 0")).isLessThanOrEqualTo(Writers.IN_A_ROW);
    }

    @Test
    void aThreadThatWaitsIsWokenForWhatIsToGoLater() throws InterruptedException {
        runAll();
        CountDownLatch last = new CountDownLatch(3);
        IntStream.range(0, 3).forEach(n -> writers.executeLater(last::countDown));
        assertThat(last.await(120, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void halfOfTheThreadsAreFreeForWhatIsLiveHoweverMuchIsToGoLater() throws InterruptedException {
        Writers two = new Writers(Settings.of(Map.of("carillon.writers", "2")));
        CountDownLatch live = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(3);
        IntStream.range(0, 3).forEach(n -> two.executeLater(() -> {
            done.add(awaited(live) ? "after live" : "before live");
            last.countDown();
        }));
        List<Thread> threads = new CopyOnWriteArrayList<>();
        two.start(run -> {
            threads.add(new Thread(run));
            return threads.get(threads.size() - 1);
        });
        await("both have nothing to do or are held").until(() -> states(threads).stream().allMatch(WAITS::contains));
        assertThat(states(threads)).as("one is held by what goes later").containsExactlyInAnyOrder(Thread.State.TIMED_WAITING, Thread.State.WAITING);
        two.execute(live::countDown);
        assertThat(last.await(120, TimeUnit.SECONDS)).isTrue();
        two.stop();
        assertThat(done).containsExactly("after live", "after live", "after live");
    }

    private static List<Thread.State> states(List<Thread> threads) {
        return threads.stream().map(Thread::getState).toList();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(120, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    @Test
    void goesOnAfterADefect() throws InterruptedException {
        writers.executeLater(() -> {
            throw new IllegalStateException("planted");
        });
        writers.executeLater(() -> done.add("later"));
        runAll();
        assertThat(done).containsExactly("later");
    }

    /** Starts the one thread, and returns when it has done all. */
    private void runAll() throws InterruptedException {
        CountDownLatch last = new CountDownLatch(2);
        writers.executeLater(last::countDown);
        writers.execute(last::countDown);
        writers.start(Thread::new);
        assertThat(last.await(120, TimeUnit.SECONDS)).isTrue();
    }
}
