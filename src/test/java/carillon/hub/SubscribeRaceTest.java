package carillon.hub;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Between the replies to subscribe and to unsubscribe nothing is lost and nothing doubled, and outside of them nothing is heard. */
@Timeout(300) // seconds; it takes one, but many more where threads that wait for one another share a processor with others
class SubscribeRaceTest {

    private static final int TOGGLES = 35_000;
    private static final Channel CHANNEL = new Channel("news");

    private final Hub hub = new Hub();
    private final Fanout fanout = Fanouts.of(hub);
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void hearsAllBetweenTheRepliesAndNothingOutsideOfThem() throws InterruptedException {
        List<TogglingSubscriber> subscribers = List.of(subscriber(), subscriber(), subscriber());
        Thread publisher = new Thread(this::publish);
        publisher.start();
        List<Thread> threads = subscribers.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        over.set(true);
        publisher.join();
        assertThat(subscribers).extracting(TogglingSubscriber::complaint).containsOnlyNulls();
        assertThat(hub.channels()).isZero();
        assertThat(hub.size()).isZero();
    }

    private TogglingSubscriber subscriber() {
        return new TogglingSubscriber(hub, CHANNEL, begun::get, ended::get, TOGGLES);
    }

    private void publish() {
        Origin origin = new Origin("o");
        for (long number = 1; !over.get(); number++) {
            begun.set(number);
            fanout.deliver(List.of(new Publication(CHANNEL, new Stamp(origin, number), Payload.text(Long.toString(number)))), number);
            ended.set(number);
        }
    }
}
