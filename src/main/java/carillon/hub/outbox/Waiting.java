package carillon.hub.outbox;

import carillon.channel.Channel;
import carillon.channel.Overflow;
import carillon.protocol.Frame;
import carillon.protocol.Pushes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The frames that wait for one connection: bounded in bytes, with what each channel's policy drops. Guarded by the outbox. */
final class Waiting {

    /** What a frame costs besides its bytes, so that empty ones can't wait without end. */
    private static final int OVERHEAD = 32;

    /** From this size on a burst takes nothing that only this client is due: others are mostly due the rest, and its bytes are made and kept once. */
    static final int SHARED_BYTES = 8_192;

    private final int maxBytes;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private int bytes;
    /** Of channels of which only the latest waits. */
    private final Map<Channel, Frame> latest = new HashMap<>(0);
    /** How many of a channel were dropped since the client was last told. */
    private final Map<Channel, Integer> dropped = new LinkedHashMap<>(0);
    private long droppedInAll;
    /** The last frame at some moment, until it is written or dropped; and that moment. */
    private Frame oldest;
    private long oldestSince;

    Waiting(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes a frame in; false if there is no room for it, whatever is dropped. Where none waits there is room for one of any length. */
    boolean add(Frame frame) {
        if (frame.overflow() == Overflow.LATEST) {
            replace(frame);
        }
        if (!frames.isEmpty() && bytes + cost(frame) > maxBytes && !makeRoom(cost(frame))) {
            return false;
        }
        append(frame);
        return true;
    }

    /** Takes a frame in for which there is always room: the last one. */
    void append(Frame frame) {
        frames.addLast(frame);
        bytes += cost(frame);
    }

    private static int cost(Frame frame) {
        return OVERHEAD + frame.bytes();
    }

    /** The one before goes, and the new one to the end: in its place it would overtake what its origin published in between. */
    private void replace(Frame frame) {
        Frame before = latest.put(frame.channel(), frame);
        if (before != null && frames.removeFirstOccurrence(before)) {
            gone(before);
            droppedInAll++;
        }
    }

    private boolean makeRoom(int needed) {
        for (Iterator<Frame> walk = frames.iterator(); walk.hasNext() && bytes + needed > maxBytes; ) {
            Frame frame = walk.next();
            if (frame.overflow() == Overflow.DROP_OLDEST) {
                walk.remove();
                gone(frame);
                dropped.merge(frame.channel(), 1, Integer::sum);
                droppedInAll++;
            }
        }
        return frames.isEmpty() || bytes + needed <= maxBytes;
    }

    boolean isEmpty() {
        return frames.isEmpty() && dropped.isEmpty();
    }

    int bytes() {
        return bytes;
    }

    int size() {
        return frames.size();
    }

    /** Tells of each frame; whether more is to be told. */
    boolean tell(Held held) {
        for (Frame frame : frames) {
            if (!held.add(frame, OVERHEAD + frame.bytes())) {
                return false;
            }
        }
        return true;
    }

    /** How many frames were dropped in all. */
    long dropped() {
        return droppedInAll;
    }

    /**
     * Takes the next frames out, oldest first, behind the word of what was dropped; at least one frame if there is any.
     *
     * @param most how many bytes they may have together, line breaks included
     * @param many whether more than one may be taken
     */
    List<Frame> take(int most, boolean many) {
        List<Frame> taken = new ArrayList<>();
        int size = 0;
        for (Map.Entry<Channel, Integer> gap : dropped.entrySet()) {
            Frame frame = Pushes.dropped(gap.getKey(), gap.getValue());
            taken.add(frame);
            size += 1 + frame.bytes();
        }
        dropped.clear();
        for (Frame next = frames.peekFirst(); next != null && fits(taken, size, next, most, many); next = frames.peekFirst()) {
            taken.add(removeFirst());
            size += 1 + next.bytes();
        }
        return taken;
    }

    private static boolean fits(List<Frame> taken, int size, Frame next, int most, boolean many) {
        return taken.isEmpty() || many && size + next.bytes() <= most && (next.channel() != null || size < SHARED_BYTES);
    }

    private Frame removeFirst() {
        Frame frame = frames.removeFirst();
        gone(frame);
        if (frame.overflow() == Overflow.LATEST) {
            latest.remove(frame.channel(), frame);
        }
        return frame;
    }

    private void gone(Frame frame) {
        bytes -= cost(frame);
        if (frame == oldest) {
            oldest = null;
        }
    }

    /** The bytes of the first frame; 0 if none waits. */
    int firstBytes() {
        return frames.isEmpty() ? 0 : frames.peekFirst().bytes();
    }

    /**
     * Whether a frame has waited for too long. Looked at now and then: the frame that is last at one look is the one that must be gone at a later
     * one, so what is found has waited for at least the limit, and nothing waits for more than twice.
     */
    boolean overdue(long now, long limitNanos) {
        if (oldest == null) {
            oldest = frames.peekLast();
            oldestSince = now;
        }
        return oldest != null && now - oldestSince > limitNanos;
    }

    void clear() {
        oldest = null;
        frames.clear();
        latest.clear();
        dropped.clear();
        bytes = 0;
    }
}
