package carillon.sequence;

import carillon.channel.Origin;
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
import java.util.function.Consumer;

/**
 * What this node has published and not yet heard through the broker: nobody else may have it. Safe for use by any thread.
 *
 * <p>Who wants to know when something has come back is told. Bounded: of more, the oldest are let go, and if the broker has lost them, everybody is told of a gap.
 */
@ApplicationScoped
public class Unechoed {

    private static final int OVERHEAD = 128;

    private final int maxBytes;
    /** Consecutive; guarded by this, like the next field. */
    private final Deque<Publication> publications = new ArrayDeque<>();
    private long bytes;
    /** All up to there have come back, or are lost. */
    private long settled;
    /** Who published them; null as long as nothing was added. */
    private Origin origin;
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    /** The last that was lost; null if none was. */
    private Hole lost;

    private record Waiter(long sequence, Consumer<Boolean> told) {
    }

    /** For the container's proxy only. */
    protected Unechoed() {
        this(Settings.of(Map.of()));
    }

    /** Makes an empty one. */
    @Inject
    public Unechoed(Settings settings) {
        maxBytes = settings.get(Limit.UNECHOED_MAX_BYTES);
    }

    /** The next one is about to be sent. If it is of another origin than the last, nothing is known any more of those before. */
    public void add(Publication publication) {
        beginAnew(((Stamp) publication.identity()).origin()).forEach(waiter -> waiter.told().accept(false));
        addNext(publication);
    }

    private synchronized List<Waiter> beginAnew(Origin now) {
        boolean same = origin == null || origin.equals(now);
        origin = now;
        if (same) {
            return List.of();
        }
        List<Waiter> left = List.copyOf(waiters);
        publications.clear();
        bytes = 0;
        waiters.clear();
        settled = 0;
        lost = null;
        return left;
    }

    private synchronized void addNext(Publication publication) {
        publications.addLast(publication);
        bytes += cost(publication);
        while (bytes > maxBytes) {
            remove();
        }
    }

    /**
     * Tells when the publication of a sequence has come back, or that it is lost; at once if it is known already. Sequences rise from call to call, and the
     * caller bounds how many wait.
     *
     * @param told called once, by whichever thread brings the news, with whether it has come back; must not throw
     */
    public void await(long sequence, Consumer<Boolean> told) {
        boolean back;
        synchronized (this) {
            if (sequence > settled) {
                waiters.addLast(new Waiter(sequence, told));
                return;
            }
            back = lost == null || sequence < lost.from() || sequence > lost.to();
        }
        told.accept(back);
    }

    /** All of an origin up to there have come back. */
    public void echoed(Origin of, long position) {
        synchronized (this) {
            while (of.equals(origin) && !publications.isEmpty() && sequence(publications.peekFirst()) <= position) {
                remove();
            }
        }
        settle(of, position, true);
    }

    /** These are lost, and will not come back. */
    public void lost(Hole hole) {
        settle(hole.origin(), hole.from() - 1, true);
        synchronized (this) {
            lost = hole.origin().equals(origin) ? hole : lost;
        }
        settle(hole.origin(), hole.to(), false);
    }

    private void settle(Origin of, long position, boolean back) {
        List<Waiter> told = new ArrayList<>();
        synchronized (this) {
            if (!of.equals(origin)) {
                return; // this node publishes as another by now, or has not published
            }
            settled = Math.max(settled, position);
            while (!waiters.isEmpty() && waiters.peekFirst().sequence() <= position) {
                told.add(waiters.removeFirst());
            }
        }
        told.forEach(waiter -> waiter.told().accept(back));
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

    /**
     * Whether publications that came in the name of this node may be its own: as far as it has not heard them yet, they say what it published.
     *
     * @param came consecutive ones of one origin
     */
    public synchronized boolean mayBeOwn(List<Publication> came) {
        if (publications.isEmpty() || came.isEmpty() || !((Stamp) came.get(0).identity()).origin().equals(origin)) {
            return true;
        }
        long first = sequence(came.get(0));
        for (Publication own : publications) {
            long place = sequence(own) - first;
            if (place >= came.size()) {
                return true;
            }
            if (place >= 0 && !own.equals(came.get((int) place))) {
                return false;
            }
        }
        return true;
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
