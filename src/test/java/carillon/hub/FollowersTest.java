package carillon.hub;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.outbox.RecordingTransport;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who follows a channel, while others come and go. */
@Timeout(300)
class FollowersTest {

    private static final Channel CHANNEL = new Channel("news");
    private static final int THREADS = 4;
    private static final int ROUNDS = 20_000;

    private static Connection connection() {
        return new Connection("c", Dialect.V1, new RecordingTransport(), Settings.of(Map.of()), new ManualTicker());
    }

    @Test
    void areClosedForGoodOnceTheLastHasLeft() {
        Followers followers = new Followers();
        Connection first = connection();
        Connection second = connection();
        assertThat(followers.join(second)).isTrue();
        assertThat(followers.join(first)).isTrue();
        assertThat(followers.all()).as("the oldest first").containsExactly(first, second).isUnmodifiable();
        assertThat(followers.leave(first)).isFalse();
        assertThat(followers.leave(second)).isTrue();
        assertThat(followers.join(first)).isFalse();
        assertThat(followers.all()).isEmpty();
    }

    /** Each is the last to leave now and then, just as another joins: whoever has joined is there. */
    @Test
    void areThereAsSoonAsTheyHaveJoinedThoughOthersLeave() throws Exception {
        Hub hub = new Hub();
        AtomicInteger missed = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
            Connection connection = connection();
            try {
                start.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            for (int i = 0; i < ROUNDS; i++) {
                hub.subscribe(connection, List.of(CHANNEL), all -> null);
                if (!hub.subscribers(CHANNEL).contains(connection)) {
                    missed.incrementAndGet();
                }
                hub.unsubscribe(connection, CHANNEL, Frame.of("left"));
            }
        })).limit(THREADS).toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(missed).hasValue(0);
        assertThat(hub.channels()).isZero();
        assertThat(hub.subscriptions()).isZero();
    }
}
