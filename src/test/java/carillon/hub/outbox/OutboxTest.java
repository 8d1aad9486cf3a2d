package carillon.hub.outbox;

import static carillon.hub.outbox.OutboxRig.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import carillon.protocol.Frame;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final OutboxRig rig = new OutboxRig();

    @Test
    void writesAtOnceWhereNothingIsUnderWay() {
        offer(rig.lines(rig.blocking), "a");
        assertThat(rig.blocking.messages()).containsExactly("a");
    }

    @Test
    void hasOneWriteInFlightAndJoinsWhatWaitsMeanwhile() {
        Outbox outbox = rig.lines(rig.blocking);
        offer(outbox, "a", "b", "c");
        assertThat(rig.blocking.messages()).containsExactly("a");
        rig.blocking.release();
        assertThat(rig.blocking.messages()).containsExactly("a", "b\nc");
        assertThat(rig.blocking.inFlight()).isEqualTo(1);
        rig.blocking.release();
        assertThat(outbox.idle()).isTrue();
    }

    @Test
    void joinsNoMoreThanAFrameMayHold() {
        Outbox outbox = rig.outbox(rig.blocking, 10_000, 5, true);
        offer(outbox, "first", "é", "bb", "c", "longer than a frame may be", "d");
        for (int i = 0; i < 4; i++) {
            rig.blocking.release();
        }
        assertThat(rig.blocking.messages()).as("é and bb make 5 bytes with their line break").containsExactly("first", "é\nbb", "c", "longer than a frame may be", "d");
    }

    @Test
    void joinsNothingWhereADialectHasNoLines() {
        Outbox outbox = rig.outbox(rig.blocking, 10_000, 10_000, false);
        offer(outbox, "a", "b", "c");
        rig.blocking.release();
        rig.blocking.release();
        assertThat(rig.blocking.messages()).containsExactly("a", "b", "c");
    }

    @Test
    void writesAHundredThousandMessagesOnASmallStack() throws InterruptedException {
        Outbox outbox = rig.outbox(rig.blocking, 10_000_000, 10_000, false);
        String[] many = IntStream.rangeClosed(0, 100_000).mapToObj(Integer::toString).toArray(String[]::new);
        offer(outbox, many);
        Thread small = new Thread(null, rig.blocking::releaseAll, "small", 128 * 1024);
        small.start();
        small.join();
        assertThat(rig.blocking.messages()).containsExactly(many);
        assertThat(outbox.idle()).isTrue();
    }

    @Test
    void keepsTheOrderWhereWritesEndOnOtherThreads() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        HandingOverTransport transport = new HandingOverTransport(pool);
        Outbox outbox = rig.outbox(transport, 10_000_000, 100, true);
        String[] many = IntStream.range(0, 50_000).mapToObj(Integer::toString).toArray(String[]::new);
        offer(outbox, many);
        await().until(outbox::idle);
        pool.shutdown();
        assertThat(pool.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
        assertThat(transport.overlapped()).isFalse();
        assertThat(String.join("\n", transport.messages())).isEqualTo(String.join("\n", many));
    }

    @Test
    void takesNothingMoreOnceItOverflowed() {
        Outbox outbox = rig.outbox(rig.blocking, 300, 300, true);
        offer(outbox, "under way");
        assertThat(offer(outbox, "x".repeat(100))).isTrue();
        assertThat(offer(outbox, "x".repeat(301))).isFalse();
        assertThat(outbox.waitingBytes()).isZero();
        assertThat(outbox.offer(() -> fail("It asks although it is closed."))).isTrue();
        rig.blocking.release();
        assertThat(rig.blocking.messages()).as("what waited is dropped").containsExactly("under way");
    }

    /** Frames without a byte cost memory too: a raw subscriber that stopped reading must not gather them without end. */
    @Test
    void isBoundedForEmptyFramesToo() {
        Outbox outbox = rig.outbox(rig.blocking, 16_384, 1_024, false);
        boolean room = true;
        for (int i = 0; i < 16_385 && room; i++) {
            room = offer(outbox, "");
        }
        assertThat(room).isFalse();
    }

    @Test
    void hasRoomAgainAsSoonAsAWriteHasBegun() {
        Outbox outbox = rig.outbox(rig.blocking, 300, 300, true);
        offer(outbox, "x".repeat(200));
        assertThat(offer(outbox, "y".repeat(200))).isTrue();
        rig.blocking.release();
        assertThat(offer(outbox, "z".repeat(200))).isTrue();
    }

    @Test
    void asksForAFrameUnderItsLockAndTakesNoneForAnAnswer() {
        Outbox outbox = rig.lines(rig.blocking);
        assertThat(outbox.offer(() -> {
            rig.events.add("asked, locked: " + Thread.holdsLock(outbox));
            return List.of();
        })).isTrue();
        assertThat(rig.events).containsExactly("asked, locked: true");
        assertThat(rig.blocking.messages()).isEmpty();
        assertThat(outbox.idle()).isTrue();
    }

    /** Frames staged one after the other are written together, once somebody flushes. */
    @Test
    void stagesWithoutWriting() {
        Outbox outbox = rig.lines(rig.blocking);
        assertThat(outbox.stage(() -> List.of(Frame.of("a"), Frame.of("b")))).isEqualTo(Outbox.Staged.READY);
        assertThat(outbox.stage(() -> List.of(Frame.of("c")))).isEqualTo(Outbox.Staged.QUEUED);
        assertThat(rig.blocking.messages()).isEmpty();
        outbox.flush();
        assertThat(rig.blocking.messages()).containsExactly("a\nb\nc");
    }
}
