package carillon.sequence;

import carillon.channel.Origin;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What this node is to send again for others, and when: the origin itself at once, everybody else a little later, one after the other, unless somebody was
 * quicker.
 *
 * <p>Bounded whatever is asked: so many answers wait, each so long, and so many bytes are sent in a second. Who is left without an answer asks again. Used by
 * one thread at a time.
 */
@ApplicationScoped
public class Answers {

    /** What is longer was not asked by a node that follows the rules. */
    static final int ASKED_MAX = 65_536;
    static final int WAITING_MAX = 64;
    private static final int REMEMBERED = 64;
    private static final long FIRST_PEER_NANOS = 100_000_000L;
    private static final long NEXT_PEER_NANOS = 50_000_000L;
    private static final int RANKS = 8;
    /** What was sent again so long ago or less is still on its way to who asks now. */
    private static final long ON_ITS_WAY_NANOS = 250_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Ticker ticker;
    private final int bytesPerSecond;
    private final List<Due> waiting = new ArrayList<>();
    private final Deque<Sent> sent = new ArrayDeque<>();
    private long secondStarted;
    private long thisSecond;
    private long refused;
    private final AtomicLong answered = new AtomicLong();

    private record Due(Hole hole, long at) {
    }

    private record Sent(Hole hole, long at) {
    }

    /** For the container's proxy only. */
    protected Answers() {
        this(Settings.of(Map.of()), () -> 0);
    }

    /** Makes one that has nothing to send. */
    @Inject
    public Answers(Settings settings, Ticker ticker) {
        this.ticker = ticker;
        this.bytesPerSecond = settings.get(Limit.REPAIR_MAX_BYTES);
        this.secondStarted = ticker.nanos();
    }

    /**
     * Somebody asks for what this node has at least a part of.
     *
     * @param rank 0 for the origin itself, from 1 for the others in their order
     */
    public void asked(Hole hole, int rank) {
        long now = ticker.nanos();
        if (hole.size() > ASKED_MAX || waiting.size() >= WAITING_MAX) {
            refused++;
        } else if (!isOnItsWay(hole, now) && waiting.stream().noneMatch(due -> covers(due.hole(), hole.origin(), hole.from()))) {
            Hole cut = new Hole(hole.origin(), hole.from(), Math.min(hole.to(), hole.from() + Sequencer.ASK_MAX - 1));
            waiting.add(new Due(cut, rank == 0 ? now : now + FIRST_PEER_NANOS + NEXT_PEER_NANOS * Math.min(rank - 1, RANKS)));
        }
    }

    private boolean isOnItsWay(Hole hole, long now) {
        return sent.stream().anyMatch(one -> now - one.at() < ON_ITS_WAY_NANOS && covers(one.hole(), hole.origin(), hole.from()));
    }

    private static boolean covers(Hole hole, Origin origin, long sequence) {
        return hole.origin().equals(origin) && hole.from() <= sequence && sequence <= hole.to();
    }

    /** Somebody, perhaps this node, has sent these again. */
    public void heard(Hole hole) {
        sent.addLast(new Sent(hole, ticker.nanos()));
        if (sent.size() > REMEMBERED) {
            sent.removeFirst();
        }
        List<Due> cut = new ArrayList<>();
        waiting.removeIf(due -> covers(hole, due.hole().origin(), due.hole().from()) && cut.add(due));
        for (Due due : cut) {
            if (due.hole().to() > hole.to()) {
                waiting.add(new Due(new Hole(hole.origin(), hole.to() + 1, due.hole().to()), due.at()));
            }
        }
    }

    /** What is to be sent now, as far as this second allows. Whoever sends it says so by {@link #spent}. To be called many times a second. */
    public List<Hole> due() {
        long now = ticker.nanos();
        if (now - secondStarted >= SECOND_NANOS) {
            secondStarted = now;
            thisSecond = Math.max(0, thisSecond - bytesPerSecond);
        }
        List<Hole> due = new ArrayList<>();
        Iterator<Due> all = waiting.iterator();
        while (all.hasNext() && thisSecond < bytesPerSecond) {
            Due next = all.next();
            if (now - next.at() >= 0) {
                due.add(next.hole());
                all.remove();
            }
        }
        return due;
    }

    /** So many bytes were sent again. */
    public void spent(long bytes) {
        thisSecond += bytes;
        answered.incrementAndGet();
    }

    /** How often this node has sent something again. Safe for any thread. */
    public long answered() {
        return answered.get();
    }

    /** How many requests were set aside, because they asked for too much or too many waited. */
    public long refused() {
        return refused;
    }
}
