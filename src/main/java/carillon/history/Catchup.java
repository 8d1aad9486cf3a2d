package carillon.history;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One connection that catches up: it reads the log of its node chunk by chunk, until it has reached the end, and from then on takes what comes live.
 *
 * <p>Nothing is held back for it, however much comes meanwhile or however slowly it reads: what it has not read is in the log, which is there anyway. The
 * owner attaches it to the fan-out first, and asks it of each publication. Not safe for use by several threads: guarded by whatever guards the
 * connection's queue.
 */
public final class Catchup {

    private final History history;
    /** What the client has seen and this node has not yet delivered, or has not yet skipped. */
    private final Map<Origin, Long> seen;
    /** For each channel that is followed the number of the first entry to look at. */
    private final Map<Channel, Long> starts = new HashMap<>();
    private final Set<Channel> recovered = new HashSet<>();
    /** All entries below were looked at. */
    private long next;
    private boolean live;
    /** Once false it stays so: from the first read on that has come to the end of the log. Only the next one makes it live. */
    private volatile boolean far;
    /** What it reads: another one if the node has taken over what another remembers. */
    private Log log;

    /**
     * What comes next.
     *
     * @param publications to be queued, in this order; of one origin the sequences rise over all chunks
     * @param gap whether something was evicted before it could be read: the client has to be told before the publications
     */
    public record Chunk(List<Publication> publications, boolean gap) {
    }

    Catchup(History history, Log log, Map<Origin, Long> seen, long next) {
        this.history = history;
        this.log = log;
        this.seen = new HashMap<>(seen);
        this.next = next;
        this.far = next < log.end();
    }

    /** Whether all that the client missed of a channel is there; decided when it was opened. */
    public boolean recovered(Channel channel) {
        return recovered.contains(channel);
    }

    /** Follows a channel from now on. */
    public void follow(Channel channel) {
        follow(channel, history.end(), false);
    }

    void follow(Channel channel, long start, boolean complete) {
        starts.put(channel, start);
        if (complete) {
            recovered.add(channel);
        }
    }

    /** Follows a channel no longer. */
    public void unfollow(Channel channel) {
        starts.remove(channel);
    }

    /**
     * Reads on. Once it has come to the end of the log it is live.
     *
     * @param bytes how much the publications may cost together; at least one is read, if there is one
     */
    public Chunk next(int bytes) {
        return history.read(this, bytes);
    }

    /** Called under the lock of the history. */
    Chunk read(Log now, Map<Origin, Long> tops, Keys keys, int bytes, long time) {
        boolean gap = log != now || wasLetGo(now);
        next = log == now ? Math.max(next, now.first()) : now.end(); // in another log it can't be told what was read
        log = now;
        starts.replaceAll((channel, start) -> Math.max(start, now.letGoUpTo(channel) + 1));
        List<Publication> chunk = new ArrayList<>();
        int left = bytes;
        Merge merge = new Merge(log);
        for (Entry entry = merge.take(); entry != null && (left > 0 || chunk.isEmpty()); entry = merge.take()) {
            next = entry.number() + 1;
            if (entry.isTold(time) && isMissed(entry, keys)) {
                chunk.add(entry.publication());
                left -= entry.cost();
            }
        }
        if (left > 0 || chunk.isEmpty()) {
            next = log.end();
            cameToTheEnd(tops);
        }
        return new Chunk(chunk, gap);
    }

    /** Whether something of its channels went before it was read. */
    private boolean wasLetGo(Log now) {
        return starts.entrySet().stream().anyMatch(start -> now.letGoUpTo(start.getKey()) >= Math.max(next, start.getValue()));
    }

    /** The first time it only gets near: what is delivered while it reads the last bit has to be decided under its lock. */
    private void cameToTheEnd(Map<Origin, Long> tops) {
        if (far) {
            far = false;
            return;
        }
        live = true;
        seen.remove(ForeignClock.FOREIGN);
        seen.entrySet().removeIf(position -> tops.getOrDefault(position.getKey(), 0L) >= position.getValue());
    }

    private boolean isMissed(Entry entry, Keys keys) {
        return entry.sequence() > seen.getOrDefault(entry.source().name(), 0L)
                && (entry.key() == null || !keys.isSeen(entry.channel().name(), entry.key(), seen));
    }

    /** The entries of all channels that are followed, from the next on, in the order of their numbers. */
    private final class Merge {

        private final List<EntryQueue> queues = new ArrayList<>();
        private final int[] heads = new int[starts.size()];

        Merge(Log log) {
            for (Map.Entry<Channel, Long> start : starts.entrySet()) {
                EntryQueue entries = log.of(start.getKey());
                heads[queues.size()] = entries.firstFrom(Math.max(next, start.getValue()));
                queues.add(entries);
            }
        }

        /** The next one, or null if there is none. Those of a channel go in their order, so none of these is gone. */
        Entry take() {
            int least = -1;
            for (int i = 0; i < heads.length; i++) {
                if (heads[i] < queues.get(i).size() && (least < 0 || head(i).number() < head(least).number())) {
                    least = i;
                }
            }
            return least < 0 ? null : queues.get(least).get(heads[least]++);
        }

        private Entry head(int i) {
            return queues.get(i).get(heads[i]);
        }
    }

    /** What the client has seen that this node has not yet delivered: its cursors have to say it. */
    public Map<Origin, Long> ahead() {
        return Map.copyOf(seen);
    }

    /**
     * Whether the log is going to bring it whatever is appended up to now. Any thread.
     *
     * <p>Who delivers appends first and asks then; who reads makes it false first and then reads what may be the last. So where this is true, the append comes before that read.
     */
    public boolean isFar() {
        return far;
    }

    /** Whether it has come to the end of the log. */
    public boolean isLive() {
        return live;
    }

    /** Whether it need not be asked any longer: all that comes is to be taken. True at the earliest when something was admitted. */
    public boolean isOver() {
        return live && seen.isEmpty() && next < 0;
    }

    /**
     * Whether a publication that is delivered now has to be queued: not if the log has brought it or is going to, and not if the client has seen it through
     * another node, which was ahead of this one.
     *
     * @param number its number in the history
     */
    public boolean admits(long number, Publication publication) {
        if (!live || number < next) {
            return false;
        }
        next = -1; // numbers rise: nothing that the log has brought comes any more
        return !(publication.identity() instanceof Stamp stamp) || above(stamp);
    }

    private boolean above(Stamp stamp) {
        Long upTo = seen.get(stamp.origin());
        if (upTo == null || stamp.sequence() <= upTo) {
            return upTo == null;
        }
        seen.remove(stamp.origin());
        return true;
    }
}
