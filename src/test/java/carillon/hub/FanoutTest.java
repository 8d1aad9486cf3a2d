package carillon.hub;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.outbox.BlockingTransport;
import carillon.hub.outbox.FailingTransport;
import carillon.hub.outbox.NoBacklog;
import carillon.hub.outbox.RecordingTransport;
import carillon.hub.outbox.ThrowingTransport;
import carillon.hub.outbox.Transport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import carillon.protocol.Pushes;
import carillon.traffic.Stopwatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FanoutTest {

    private static final Channel NEWS = new Channel("news");

    private final Hub hub = new Hub();
    private final Fanout fanout = Fanouts.of(hub);
    private final RecordingTransport first = new RecordingTransport();
    private final RecordingTransport last = new RecordingTransport();

    private Connection follow(Dialect dialect, Transport transport, Channel channel) {
        Connection connection = new Connection("c", dialect, transport, Settings.of(Map.of()), new ManualTicker());
        hub.add(connection);
        hub.subscribe(connection, List.of(channel), all -> null);
        return connection;
    }

    private static Publication publication(String text) {
        return new Publication(NEWS, new Stamp(new Origin("o"), 1), Payload.text(text));
    }

    @Test
    void speaksToEachInItsOwnDialect() {
        follow(Dialect.V1, first, NEWS);
        follow(Dialect.RAW, last, NEWS);
        assertThat(fanout.deliver(List.of(publication("a")), 0)).isEqualTo(2);
        assertThat(first.messages()).containsExactly("{\"type\":\"publication\",\"channel\":\"news\",\"origin\":\"o\",\"seq\":1,\"data\":\"a\"}");
        assertThat(last.messages()).containsExactly("a");
    }

    @Test
    void tellsNobodyWhoDoesNotFollow() {
        follow(Dialect.RAW, first, new Channel("sport"));
        assertThat(fanout.deliver(List.of(publication("a")), 0)).isZero();
        assertThat(first.messages()).isEmpty();
    }

    @Test
    void deliversToTheOthersWhenOneFails() {
        Logger log = Logger.getLogger(Fanout.class.getName());
        log.setLevel(Level.OFF);
        follow(Dialect.RAW, first, NEWS);
        ThrowingTransport throwing = new ThrowingTransport();
        FailingTransport failing = new FailingTransport();
        BlockingTransport blocking = new BlockingTransport();
        follow(Dialect.RAW, throwing, NEWS);
        follow(Dialect.RAW, failing, NEWS);
        follow(Dialect.RAW, blocking, NEWS);
        follow(Dialect.RAW, last, NEWS);
        fanout.deliver(List.of(publication("a")), 0);
        fanout.deliver(List.of(publication("b")), 0);
        log.setLevel(null);
        assertThat(first.messages()).containsExactly("a", "b");
        assertThat(last.messages()).containsExactly("a", "b");
        assertThat(throwing.closed()).isPresent();
        assertThat(failing.closed()).contains(CloseCode.GOING_AWAY);
        assertThat(blocking.closed()).isEmpty();
    }

    @Test
    void announcesToThoseWhoIntroducedThemselves() {
        follow(Dialect.V1, first, NEWS).greeted();
        follow(Dialect.V1, last, NEWS);
        RecordingTransport raw = new RecordingTransport();
        follow(Dialect.RAW, raw, NEWS).greeted();
        Frame frame = Pushes.degraded(true);
        fanout.announce(frame);
        assertThat(first.messages()).containsExactly(frame.text());
        assertThat(last.messages()).isEmpty();
        assertThat(raw.messages()).isEmpty();
    }

    @Test
    void writesOnceForABatchAndKeepsItsOrderOverChannels() {
        Channel sport = new Channel("sport");
        Connection both = follow(Dialect.V1, first, NEWS);
        hub.subscribe(both, List.of(sport), all -> null);
        follow(Dialect.V1, last, sport);
        List<Publication> batch = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            batch.add(new Publication(i % 3 == 0 ? sport : NEWS, new Stamp(new Origin("o"), i), Payload.text("p")));
        }
        assertThat(fanout.deliver(batch, 0)).isEqualTo(8);
        assertThat(first.messages()).hasSize(1);
        assertThat(first.messages().get(0).lines().map(line -> line.replaceAll(".*\"seq\":(\\d+).*", "$1"))).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(last.messages().get(0).lines()).hasSize(2);
    }

    @Test
    void writesFirstToThoseWhoHaveBeenThereLongest() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int place = i;
            follow(Dialect.RAW, new RecordingTransport() {
                @Override
                public void whenFree(Runnable write) {
                    order.add(place);
                }
            }, NEWS);
        }
        fanout.deliver(List.of(publication("a")), 0);
        assertThat(order).hasSize(50).isSorted();
    }

    @Test
    @Timeout(300)
    void passesByWhoIsFarBehindWithoutWaitingForIt() throws InterruptedException {
        Connection behind = follow(Dialect.V1, first, NEWS);
        FarBehind backlog = new FarBehind();
        hub.subscribe(behind, List.of(), all -> {
            behind.tellFirst(backlog);
            return null;
        });
        follow(Dialect.RAW, last, NEWS);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread reader = new Thread(() -> hub.subscribe(behind, List.of(), all -> {
            locked.countDown();
            awaited(over);
            return null;
        }));
        reader.start();
        awaited(locked);
        assertThat(fanout.deliver(List.of(publication("a")), 0)).isEqualTo(1);
        assertThat(last.messages()).containsExactly("a");
        over.countDown();
        reader.join();
        assertThat(backlog.asked).isZero();
        backlog.far = false;
        fanout.deliver(List.of(publication("b")), 1);
        assertThat(backlog.asked).isEqualTo(1);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Has much to tell, and admits nothing. */
    private static final class FarBehind extends NoBacklog {

        private volatile boolean far = true;
        private int asked;

        @Override
        public boolean isFar() {
            return far;
        }

        @Override
        public boolean admits(long number, Publication publication) {
            asked++;
            return false;
        }
    }

    @Test
    void waitsForItsOwnWritersAndForNoClient() {
        AtomicInteger turns = new AtomicInteger();
        Fanout waiting = new Fanout(hub, new OverflowPolicy(Settings.of(Map.of())), turns::incrementAndGet, new Stopwatch());
        BlockingTransport stalled = new BlockingTransport();
        follow(Dialect.RAW, stalled, NEWS);
        for (int i = 0; i < 10; i++) {
            waiting.deliver(List.of(publication("x".repeat(60_000))), 0);
        }
        assertThat(turns).as("the client is what is slow").hasValue(0);
        follow(Dialect.RAW, new RecordingTransport() {
            @Override
            public void whenFree(Runnable write) {
                // no writer comes
            }
        }, NEWS);
        for (int i = 0; i < 10; i++) {
            waiting.deliver(List.of(publication("x".repeat(60_000))), 0);
        }
        assertThat(turns.get()).isPositive();
    }

    @Test
    void waitsForItsWritersAlsoWhenOnlyAnEarlierChannelOfABatchIsBehind() {
        AtomicInteger turns = new AtomicInteger();
        Fanout waiting = new Fanout(hub, new OverflowPolicy(Settings.of(Map.of())), turns::incrementAndGet, new Stopwatch());
        Channel quick = new Channel("quick");
        Channel stalled = new Channel("stalled");
        follow(Dialect.RAW, new RecordingTransport() {
            @Override
            public void whenFree(Runnable write) {
                // no writer comes
            }
        }, NEWS);
        follow(Dialect.RAW, first, quick);
        follow(Dialect.RAW, new BlockingTransport(), stalled);
        List<Publication> batch = Stream.of(NEWS, quick, stalled).map(channel -> new Publication(channel, new Stamp(new Origin("o"), 1), Payload.text("x".repeat(60_000)))).toList();
        for (int i = 0; i < 10; i++) {
            waiting.deliver(batch, 0);
        }
        assertThat(turns.get()).isPositive();
    }
}
