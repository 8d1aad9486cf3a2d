package carillon.history;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.config.SizeClasses;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The last publications of a node, numbered in the order in which it delivered them. Guarded by the history.
 *
 * <p>Of one channel the oldest is always the first to go; which channel has to let go of something is decided by what the channels hold.
 */
final class Log {

    private static final EntryQueue NONE = new EntryQueue();

    private final Map<Channel, Shelf<Channel>> channels = new HashMap<>();
    private final Map<Origin, Shelf<Origin>> sources = new HashMap<>();
    private final EntryQueue all = new EntryQueue();
    private final SizeClasses<Shelf<Channel>> sizes = new SizeClasses<>();
    private final SizeClasses<Shelf<Channel>> spares = new SizeClasses<>();
    private final LetGo letGo;
    private long end;
    private long bytes;

    /**
     * An empty one whose first number is 0.
     *
     * @param marks of how many channels it is remembered up to where they were let go of
     */
    Log(int marks) {
        this(0, marks);
    }

    /** An empty one. */
    Log(long from, int marks) {
        end = from;
        letGo = new LetGo(from - 1, marks);
    }

    /**
     * Takes one in.
     *
     * @param source who said it: its origin, or what stands for all foreign programs
     * @param sequence rises from call to call of one source
     * @param repeat whether it is not for clients
     * @return its number
     */
    long append(Publication publication, Origin source, long sequence, boolean repeat, long now) {
        Shelf<Channel> shelf = channels.computeIfAbsent(publication.channel(), Shelf::new);
        Entry entry = new Entry(end, shelf, sources.computeIfAbsent(source, Shelf::new), sequence, publication, repeat, now);
        resize(shelf, () -> shelf.add(entry));
        entry.source().add(entry);
        all.add(entry);
        bytes += entry.cost();
        return end++;
    }

    private void resize(Shelf<Channel> shelf, Runnable change) {
        long before = shelf.bytes();
        long spareBefore = shelf.spareBytes();
        change.run();
        sizes.resized(shelf, before, shelf.bytes());
        spares.resized(shelf, spareBefore, shelf.spareBytes());
    }

    /** The oldest of all; null if there is none. */
    Entry oldest() {
        return all.size() == 0 ? null : all.get(0);
    }

    /**
     * What is to go first if there is too much: the oldest of the channel that has most of what is beyond the shares of its publishers; if there is none, of the channel that has most,
     * where that is more than a part of all; or the oldest of all.
     *
     * @param much how much is too much for one channel, in bytes
     */
    Entry dispensable(long much) {
        Shelf<Channel> most = spares.largest();
        if (most == null && sizes.largest() != null && sizes.largest().bytes() > much) {
            most = sizes.largest();
        }
        return most == null ? oldest() : most.entries().get(0);
    }

    /** Takes one out, the oldest of its channel. */
    void remove(Entry entry) {
        bytes -= entry.cost();
        resize(entry.channel(), () -> entry.channel().remove(entry));
        entry.source().remove(entry);
        if (!entry.repeat()) {
            letGo.add(entry.channel().name(), entry.number());
        }
        entry.gone();
        all.lost();
        drop(entry.channel(), channels);
        drop(entry.source(), sources);
    }

    private static <T> void drop(Shelf<T> shelf, Map<T, Shelf<T>> from) {
        shelf.entries().lost();
        if (shelf.entries().count() == 0) {
            from.remove(shelf.name());
        }
    }

    /** The number of the last of a channel that was let go of, or in doubt a later one: what comes after it is there, all of it. */
    long letGoUpTo(Channel channel) {
        EntryQueue there = of(channel);
        return there.size() == 0 ? letGo.upTo(channel) : Math.min(letGo.upTo(channel), there.get(0).number() - 1);
    }

    /** Forgets what is below all that is there. */
    void tidy() {
        letGo.fold(first());
    }

    /** The entries of a channel, empty if there are none. */
    EntryQueue of(Channel channel) {
        Shelf<Channel> shelf = channels.get(channel);
        return shelf == null ? NONE : shelf.entries();
    }

    /** The entries of a source, empty if there are none. */
    EntryQueue from(Origin source) {
        Shelf<Origin> shelf = sources.get(source);
        return shelf == null ? NONE : shelf.entries();
    }

    /** What the entries of a source cost. */
    long bytesFrom(Origin source) {
        Shelf<Origin> shelf = sources.get(source);
        return shelf == null ? 0 : shelf.bytes();
    }

    /** All entries, some of which may be gone. */
    EntryQueue all() {
        return all;
    }

    /** All sources that have entries. */
    Set<Origin> sources() {
        return sources.keySet();
    }

    /** The number of the oldest. */
    long first() {
        return all.size() == 0 ? end : all.get(0).number();
    }

    /** The number that the next will have. */
    long end() {
        return end;
    }

    /** How many there are. */
    int size() {
        return all.count();
    }

    /** What all entries cost. */
    long bytes() {
        return bytes;
    }
}
