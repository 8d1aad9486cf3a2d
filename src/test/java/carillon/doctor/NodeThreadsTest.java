package carillon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a thread of the node counts as dead. */
class NodeThreadsTest {

    private final NodeThreads threads = new NodeThreads();
    private final CountDownLatch stopped = new CountDownLatch(1);

    @AfterEach
    void stop() {
        stopped.countDown();
    }

    private Thread start(boolean endless, Runnable task) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = threads.watched(Thread::new, endless).newThread(() -> {
            begun.countDown();
            task.run();
        });
        thread.setName("carillon-test");
        thread.start();
        begun.await();
        return thread;
    }

    private void await() {
        try {
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void isNoneAsLongAsAllRun() throws InterruptedException {
        threads.watched(Thread::new, true).newThread(this::await);
        start(true, this::await);
        assertThat(threads.dead()).as("also of one that is not started yet").isEmpty();
    }

    @Test
    void isOneThatAnErrorEndsAndItStaysSo() throws InterruptedException {
        Thread thread = start(true, () -> {
            throw new OutOfMemoryError("for a test");
        });
        thread.join();
        threads.ending();
        assertThat(threads.dead()).hasValueSatisfying(why -> assertThat(why).contains("carillon-test", "OutOfMemoryError"));
    }

    @Test
    void isOneThatEndsThoughTheNodeGoesOn() throws InterruptedException {
        start(true, () -> { }).join();
        assertThat(threads.dead()).hasValueSatisfying(why -> assertThat(why).contains("carillon-test"));
    }

    @Test
    void isNoneThatHasDoneWhatItHadToDo() throws InterruptedException {
        start(false, () -> { }).join();
        assertThat(threads.dead()).isEmpty();
        start(false, () -> {
            throw new IllegalStateException();
        }).join();
        assertThat(threads.dead()).isPresent();
    }

    @Test
    void isNoneThatEndsWhenTheNodeDoes() throws InterruptedException {
        Thread thread = start(true, this::await);
        threads.ending();
        stopped.countDown();
        thread.join();
        assertThat(threads.dead()).isEmpty();
    }
}
