package carillon.sequence;

import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.Limit;
import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What this node has published and not yet heard through the broker: nobody else may have it. Safe for use by any thread.
 *
 * <p>Bounded: of more, the oldest are let go, and if the broker has lost them, everybody is told of a gap.
 */
@ApplicationScoped
public class Unechoed {

    private static final int OVERHEAD = 128;

    private final int maxBytes;
    /** Consecutive; guarded by this, like the next field. */
    private final Deque<Publication> publications = new ArrayDeque<>();
    private long bytes;

    /** For the container's proxy only. */
    protected Unechoed() {
        this(Settings.of(Map.of()));
    }

    /** Makes an empty one. */
    @Inject
    public Unechoed(Settings settings) {
        maxBytes = settings.get(Limit.UNECHOED_MAX_BYTES);
    }

    /** The next one is about to be sent. */
    public synchronized void add(Publication publication) {
        publications.addLast(publication);
        bytes += cost(publication);
        while (bytes > maxBytes) {
            remove();
        }
    }

    /** All up to there have come back. */
    public synchronized void echoed(long position) {
        while (!publications.isEmpty() && sequence(publications.peekFirst()) <= position) {
            remove();
        }
    }

    private void remove() {
        bytes -= cost(publications.removeFirst());
    }

    /** Those from the first that is wanted, in a row; as many as there are, and as may be had, but at least one if there is one. */
    public synchronized List<Publication> range(long from, long to, int most) {
        List<Publication> range = new ArrayList<>();
        int left = most;
        for (Publication publication : publications) {
            long sequence = sequence(publication);
            if (sequence > to || sequence >= from && left <= 0) {
                break;
            }
            if (sequence >= from) {
                range.add(publication);
                left -= cost(publication);
            }
        }
        return range;
    }

    /** How many there are. */
    public synchronized int size() {
        return publications.size();
    }

    private static long sequence(Publication publication) {
        return ((Stamp) publication.identity()).sequence();
    }

    private static int cost(Publication publication) {
        return OVERHEAD + publication.payload().bytes();
    }
}
