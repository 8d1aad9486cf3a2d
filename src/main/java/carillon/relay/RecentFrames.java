package carillon.relay;

import carillon.channel.Overflow;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The frames of what was brought to those who came back of late: when many come back at once, they have mostly missed the same. Bounded by number and bytes. Safe for use
 * by any thread.
 */
@ApplicationScoped
public class RecentFrames {

    /** A power of two; as many as a few hundred publications a second are in some seconds. */
    static final int SLOTS = 4_096;
    /** Longer frames are made anew: what there is in all is at most 8 MB. */
    static final int MAX_BYTES = 2_048;

    private final AtomicReferenceArray<Made> slots = new AtomicReferenceArray<>(SLOTS);

    private record Made(Stamp stamp, Frame frame) {
    }

    /** The frames of publications of the history, for a connection of version 1. */
    public List<Frame> of(List<Publication> publications) {
        List<Frame> frames = new ArrayList<>(publications.size());
        publications.forEach(publication -> frames.add(frame(publication)));
        return frames;
    }

    private Frame frame(Publication publication) {
        if (!(publication.identity() instanceof Stamp stamp)) {
            return encode(publication);
        }
        int slot = slot(stamp);
        Made made = slots.get(slot);
        if (made != null && made.stamp().equals(stamp)) {
            return made.frame();
        }
        Frame frame = encode(publication);
        if (frame.bytes() <= MAX_BYTES) {
            slots.set(slot, new Made(stamp, frame));
        }
        return frame;
    }

    /** Consecutive publications of one origin don't displace one another. */
    private static int slot(Stamp stamp) {
        return (int) (stamp.sequence() + stamp.origin().hashCode()) & SLOTS - 1;
    }

    private static Frame encode(Publication publication) {
        return Dialect.V1.encode(publication, Overflow.CLOSE);
    }
}
