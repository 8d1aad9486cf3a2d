package carillon.stream;

import carillon.protocol.Frame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * The bytes of the frames that were last written: the subscribers of one channel are mostly due the same. Safe for use by any thread.
 */
public final class LastBurst {

    /** Immutable, so one that two threads set at once is as good as the other. */
    private volatile Burst last = new Burst(List.of(), ByteBuffer.allocate(0));

    private record Burst(List<Frame> frames, ByteBuffer bytes) {
    }

    /** The bytes that stand for frames; shared, so not to be changed. */
    public ByteBuffer encoded(List<Frame> frames, Function<List<Frame>, ByteBuffer> encoder) {
        Burst before = last;
        if (same(before.frames(), frames)) {
            return before.bytes();
        }
        Burst burst = new Burst(frames, encoder.apply(frames));
        last = burst;
        return burst.bytes();
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
