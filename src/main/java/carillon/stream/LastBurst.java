package carillon.stream;

import carillon.protocol.Frame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * The bytes of the frames that were last written: the subscribers of one channel are mostly due the same, and so are those who come back at about the same time, though
 * one is further than the other.
 *
 * <p>Grizzly 4.0.2 (Payara 6.2025.10) keeps the bytes of the last long write of a connection until its next one: what is shared is kept once. Bounded by number; a burst is as
 * long as {@code carillon.frame.max.bytes} says. Safe for use by any thread.
 */
public final class LastBurst {

    /** A power of two: as many as those who come back at once are due at one time. */
    static final int SLOTS = 16;

    /** Immutable, so one that two threads set at once is as good as the other. */
    private volatile Burst last = new Burst(List.of(), ByteBuffer.allocate(0));
    private final AtomicReferenceArray<Burst> before = new AtomicReferenceArray<>(SLOTS);

    private record Burst(List<Frame> frames, ByteBuffer bytes) {
    }

    /** The bytes that stand for frames; shared, so not to be changed. */
    public ByteBuffer encoded(List<Frame> frames, Function<List<Frame>, ByteBuffer> encoder) {
        Burst burst = last;
        if (same(burst.frames(), frames)) {
            return burst.bytes();
        }
        int slot = slot(frames);
        burst = before.get(slot);
        if (burst == null || !same(burst.frames(), frames)) {
            burst = new Burst(frames, encoder.apply(frames));
            before.set(slot, burst);
        }
        last = burst;
        return burst.bytes();
    }

    /** By where it begins and how long it is. */
    static int slot(List<Frame> frames) {
        int hash = frames.isEmpty() ? 0 : System.identityHashCode(frames.get(0)) * 31 + frames.size();
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }

    /** Frames are made once and shared, so the same ones are the same objects. */
    private static boolean same(List<Frame> before, List<Frame> frames) {
        if (before.size() != frames.size()) {
            return false;
        }
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (before.get(i) != frames.get(i)) {
                return false;
            }
        }
        return true;
    }
}
