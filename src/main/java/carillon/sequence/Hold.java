package carillon.sequence;

import carillon.channel.Publication;
import carillon.config.Limit;
import carillon.config.Settings;

/** How much waits for what is missing, over all origins. Used by one thread. */
final class Hold {

    private final int most;
    private final int mostBytes;
    /** Written by that thread; any may read it. */
    private volatile int count;
    private long bytes;

    Hold(Settings settings) {
        most = settings.get(Limit.HOLD_MAX);
        mostBytes = settings.get(Limit.HOLD_MAX_BYTES);
    }

    boolean hasRoomFor(Publication publication) {
        return count < most && bytes + cost(publication) <= mostBytes;
    }

    void add(Publication publication) {
        count = count + 1;
        bytes += cost(publication);
    }

    void remove(Publication publication) {
        count = count - 1;
        bytes -= cost(publication);
    }

    int count() {
        return count;
    }

    private static long cost(Publication publication) {
        return publication.payload().bytes();
    }
}
