package carillon.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import carillon.config.ManualTicker;
import carillon.protocol.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final long TIMEOUT_NANOS = 1_000_000_000L;

    private final ManualTicker ticker = new ManualTicker();
    private final BlockingTransport blocking = new BlockingTransport();
    private final List<String> events = new ArrayList<>();

    private Outbox outbox(Transport transport, int maxBytes, int frameMaxBytes, boolean joins) {
        return new Outbox(transport, new OutboxRules(maxBytes, frameMaxBytes, 0, joins, TIMEOUT_NANOS, ticker, new Random(1)), () -> events.add("failed"));
    }

    private Outbox lines(Transport transport) {
        return outbox(transport, 10_000_000, 10_000_000, true);
    }

    private static boolean offer(Outbox outbox, String... texts) {
        boolean all = true;
        for (String text : texts) {
            all &= outbox.offer(() -> List.of(Frame.of(text)));
        }
        return all;
    }

    @Test
    void writesAtOnceWhereNothingIsUnderWay() {
        offer(lines(blocking), "a");
        assertThat(blocking.messages()).containsExactly("a");
    }

    @Test
    void hasOneWriteInFlightAndJoinsWhatWaitsMeanwhile() {
        Outbox outbox = lines(blocking);
        offer(outbox, "a", "b", "c");
        assertThat(blocking.messages()).containsExactly("a");
        blocking.release();
        assertThat(blocking.messages()).containsExactly("a", "b\nc");
        assertThat(blocking.inFlight()).isEqualTo(1);
        blocking.release();
        assertThat(outbox.idle()).isTrue();
    }

    @Test
    void joinsNoMoreThanAFrameMayHold() {
        Outbox outbox = outbox(blocking, 10_000, 5, true);
        offer(outbox, "first", "é", "bb", "c", "longer than a frame may be", "d");
        for (int i = 0; i < 4; i++) {
            blocking.release();
        }
        assertThat(blocking.messages()).as("é and bb make 5 bytes with their line break").containsExactly("first", "é\nbb", "c", "longer than a frame may be", "d");
    }

    @Test
    void joinsNothingWhereADialectHasNoLines() {
        Outbox outbox = outbox(blocking, 10_000, 10_000, false);
        offer(outbox, "a", "b", "c");
        blocking.release();
        blocking.release();
        assertThat(blocking.messages()).containsExactly("a", "b", "c");
    }

    @Test
    void writesAHundredThousandMessagesOnASmallStack() throws InterruptedException {
        Outbox outbox = outbox(blocking, 10_000_000, 10_000, false);
        String[] many = IntStream.rangeClosed(0, 100_000).mapToObj(Integer::toString).toArray(String[]::new);
        offer(outbox, many);
        Thread small = new Thread(null, blocking::releaseAll, "small", 128 * 1024);
        small.start();
        small.join();
        assertThat(blocking.messages()).containsExactly(many);
        assertThat(outbox.idle()).isTrue();
    }

    @Test
    void keepsTheOrderWhereWritesEndOnOtherThreads() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        HandingOverTransport transport = new HandingOverTransport(pool);
        Outbox outbox = outbox(transport, 10_000_000, 100, true);
        String[] many = IntStream.range(0, 50_000).mapToObj(Integer::toString).toArray(String[]::new);
        offer(outbox, many);
        await().until(outbox::idle);
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(transport.overlapped()).isFalse();
        assertThat(String.join("\n", transport.messages())).isEqualTo(String.join("\n", many));
    }

    @Test
    void takesNothingMoreOnceItOverflowed() {
        Outbox outbox = outbox(blocking, 300, 300, true);
        offer(outbox, "under way");
        assertThat(offer(outbox, "x".repeat(100))).isTrue();
        assertThat(offer(outbox, "x".repeat(301))).isFalse();
        assertThat(outbox.waitingBytes()).isZero();
        assertThat(outbox.offer(() -> fail("It asks although it is closed."))).isTrue();
        blocking.release();
        assertThat(blocking.messages()).as("what waited is dropped").containsExactly("under way");
    }

    /** Frames without a byte cost memory too: a raw subscriber that stopped reading must not gather them without end. */
    @Test
    void isBoundedForEmptyFramesToo() {
        Outbox outbox = outbox(blocking, 16_384, 1_024, false);
        boolean room = true;
        for (int i = 0; i < 16_385 && room; i++) {
            room = offer(outbox, "");
        }
        assertThat(room).isFalse();
    }

    @Test
    void hasRoomAgainAsSoonAsAWriteHasBegun() {
        Outbox outbox = outbox(blocking, 300, 300, true);
        offer(outbox, "x".repeat(200));
        assertThat(offer(outbox, "y".repeat(200))).isTrue();
        blocking.release();
        assertThat(offer(outbox, "z".repeat(200))).isTrue();
    }

    @Test
    void asksForAFrameUnderItsLockAndTakesNoneForAnAnswer() {
        Outbox outbox = lines(blocking);
        assertThat(outbox.offer(() -> {
            events.add("asked, locked: " + Thread.holdsLock(outbox));
            return List.of();
        })).isTrue();
        assertThat(events).containsExactly("asked, locked: true");
        assertThat(blocking.messages()).isEmpty();
        assertThat(outbox.idle()).isTrue();
    }

    @Test
    void writesWhatWaitsAndTheGoodbyeBeforeItFinishes() {
        Outbox outbox = lines(blocking);
        offer(outbox, "a", "b");
        outbox.finish(Optional.of(Frame.of("goodbye")), () -> events.add("finished"));
        offer(outbox, "too late");
        blocking.release();
        assertThat(events).isEmpty();
        blocking.release();
        assertThat(blocking.messages()).containsExactly("a", "b\ngoodbye");
        assertThat(events).containsExactly("finished");
    }

    @Test
    void finishesAtOnceWhereNothingWaits() {
        lines(blocking).finish(Optional.empty(), () -> events.add("finished"));
        assertThat(events).containsExactly("finished");
    }

    @Test
    void finishesOnceWhereItFails() {
        Outbox outbox = lines(blocking);
        offer(outbox, "a", "b");
        outbox.finish(Optional.of(Frame.of("goodbye")), () -> events.add("finished"));
        blocking.fail(new IOException());
        assertThat(events).containsExactly("failed", "finished");
        assertThat(blocking.messages()).containsExactly("a");
    }

    @Test
    void saysWhenAWriteFailedAndDropsWhatWaits() {
        Outbox outbox = lines(blocking);
        offer(outbox, "a", "b");
        blocking.fail(new IOException());
        assertThat(events).containsExactly("failed");
        assertThat(blocking.messages()).containsExactly("a");
        assertThat(outbox.idle()).isTrue();
        offer(lines(new FailingTransport()), "c");
        assertThat(events).containsExactly("failed", "failed");
    }

    @Test
    void isStuckWhenOneWriteTakesLongerThanItMay() {
        Outbox outbox = lines(blocking);
        ticker.advanceMs(5_000);
        assertThat(outbox.stuck()).as("nothing is under way").isFalse();
        offer(outbox, "a", "b");
        ticker.advanceMs(1_000);
        assertThat(outbox.stuck()).isFalse();
        blocking.release();
        ticker.advanceMs(1_000);
        assertThat(outbox.stuck()).as("each write has its own time").isFalse();
        ticker.advanceMs(1);
        assertThat(outbox.stuck()).isTrue();
    }

    private Outbox windowed(RecordingTransport transport) {
        return new Outbox(transport, new OutboxRules(10_000, 100, 400, true, TIMEOUT_NANOS, ticker, new Random(1)), () -> events.add("failed"));
    }

    private static String hundred(int number) {
        return String.format("%100d", number);
    }

    @Test
    void writesNoMoreThanTheWindowToAClientThatDoesNotRead() {
        RecordingTransport transport = new RecordingTransport();
        Outbox outbox = windowed(transport);
        for (int i = 0; i < 20; i++) {
            offer(outbox, hundred(i));
        }
        assertThat(transport.messages()).hasSize(4);
        assertThat(outbox.unprovenBytes()).isEqualTo(400);
        assertThat(transport.pings()).as("one behind each quarter of the window").hasSize(4);
        assertThat(outbox.idle()).as("it waits for the client, and no thread waits with it").isFalse();
    }

    @Test
    void goesOnWhenTheClientProvesThatItReads() {
        RecordingTransport transport = new RecordingTransport();
        Outbox outbox = windowed(transport);
        for (int i = 0; i < 20; i++) {
            offer(outbox, hundred(i));
        }
        int answered = 0;
        while (answered < transport.pings().size()) {
            outbox.answered(transport.pings().get(answered++));
        }
        assertThat(String.join("\n", transport.messages())).isEqualTo(IntStream.range(0, 20).mapToObj(OutboxTest::hundred)
                .collect(Collectors.joining("\n")));
        assertThat(outbox.unprovenBytes()).isZero();
    }

    @Test
    void pingsInItsTurnAndNotIntoAWrite() {
        Outbox outbox = lines(blocking);
        offer(outbox, "a");
        outbox.ping();
        assertThat(blocking.pings()).isEmpty();
        blocking.release();
        assertThat(blocking.pings()).hasSize(1);
    }

    @Test
    void isStuckWhenTheClientDoesNotProveThatItReads() {
        Outbox outbox = windowed(new RecordingTransport());
        for (int i = 0; i < 5; i++) {
            offer(outbox, hundred(i));
        }
        assertThat(outbox.stuck()).isFalse();
        ticker.advanceMs(1_001);
        assertThat(outbox.stuck()).isTrue();
    }

    @Test
    void waitsForUsWhereTheClientCouldTakeMuchMore() {
        List<Runnable> turns = new ArrayList<>();
        Outbox outbox = new Outbox(new RecordingTransport() {
            @Override
            public void whenFree(Runnable write) {
                turns.add(write);
            }
        }, new OutboxRules(1_000, 100, 400, true, TIMEOUT_NANOS, ticker, new Random(1)), () -> events.add("failed"));
        offer(outbox, hundred(1), hundred(2), hundred(3));
        assertThat(outbox.waitsForUs()).as("less than half of what may wait").isFalse();
        offer(outbox, hundred(4));
        assertThat(outbox.waitsForUs()).isTrue();
        while (!turns.isEmpty()) {
            turns.remove(0).run();
        }
        offer(outbox, hundred(5), hundred(6), hundred(7), hundred(8));
        assertThat(outbox.waitsForUs()).as("the client has to answer first").isFalse();
    }

    /** Frames staged one after the other are written together, once somebody flushes. */
    @Test
    void stagesWithoutWriting() {
        Outbox outbox = lines(blocking);
        assertThat(outbox.stage(() -> List.of(Frame.of("a"), Frame.of("b")))).isEqualTo(Outbox.Staged.READY);
        assertThat(outbox.stage(() -> List.of(Frame.of("c")))).isEqualTo(Outbox.Staged.QUEUED);
        assertThat(blocking.messages()).isEmpty();
        outbox.flush();
        assertThat(blocking.messages()).containsExactly("a\nb\nc");
    }

    @Test
    void endsWhereATransportThrows() {
        Outbox outbox = lines(new ThrowingTransport());
        outbox.ping();
        assertThat(events).containsExactly("failed");
        assertThat(outbox.idle()).isTrue();
    }

    @Test
    void letsOthersGoBeforeAsLongAsTheClientHasMissedMore() {
        List<String> asked = new ArrayList<>();
        List<Runnable> turns = new ArrayList<>();
        Outbox outbox = lines(new RecordingTransport() {
            @Override
            public void whenFree(Runnable write) {
                asked.add("free");
                turns.add(write);
            }

            @Override
            public void whenIdle(Runnable write) {
                asked.add("idle");
                turns.add(write);
            }
        });
        outbox.refillFrom(new TwoPages());
        offer(outbox, "reply");
        for (int i = 0; i < turns.size(); i++) {
            turns.get(i).run();
        }
        assertThat(asked).containsExactly("idle", "idle", "idle");
        offer(outbox, "live");
        assertThat(asked).endsWith("idle", "free");
    }

    /** Two frames that were missed, one after the other. */
    private static final class TwoPages extends NoBacklog {

        private int left = 2;

        @Override
        public List<Frame> next() {
            return List.of(Frame.of("missed " + left--));
        }

        @Override
        public boolean hasMore() {
            return left > 0;
        }

        @Override
        public boolean isOver() {
            return left == 0;
        }
    }
}
