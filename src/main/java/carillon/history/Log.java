package carillon.history;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.history.Entry.Shelf;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The last publications of a node, numbered in the order in which it delivered them. Not safe for use by several threads.
 */
final class Log {

    private static final LongQueue NONE = new LongQueue();

    private final Map<Channel, Shelf<Channel>> channels = new HashMap<>();
    private final Map<Origin, Shelf<Origin>> sources = new HashMap<>();
    private Entry[] ring = new Entry[16];
    private long first;
    private long end;
    private long bytes;

    /** An empty one whose first number is 0. */
    Log() {
        this(0);
    }

    /** An empty one. */
    Log(long from) {
        first = from;
        end = from;
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
        if (end - first == ring.length) {
            grow();
        }
        Entry entry = new Entry(channels.computeIfAbsent(publication.channel(), Shelf::new), sources.computeIfAbsent(source, Shelf::new), sequence,
                publication.identity() instanceof ForeignId id ? id : null, publication.key().orElse(null), repeat, publication.payload(), now, publication.livesMs());
        entry.channel().numbers().add(end);
        entry.source().numbers().add(end);
        ring[slot(end)] = entry;
        bytes += entry.cost();
        return end++;
    }

    private void grow() {
        Entry[] larger = new Entry[ring.length * 2];
        for (long number = first; number < end; number++) {
            larger[(int) number & larger.length - 1] = ring[slot(number)];
        }
        ring = larger;
    }

    private int slot(long number) {
        return (int) number & ring.length - 1;
    }

    /** Takes the oldest out; there is one. */
    Entry remove() {
        Entry oldest = at(first);
        ring[slot(first++)] = null;
        bytes -= oldest.cost();
        drop(oldest.channel(), channels);
        drop(oldest.source(), sources);
        return oldest;
    }

    private static <T> void drop(Shelf<T> shelf, Map<T, Shelf<T>> from) {
        shelf.numbers().remove();
        if (shelf.numbers().size() == 0) {
            from.remove(shelf.name());
        }
    }

    /** The entry of a number from {@link #first()} to below {@link #end()}. */
    Entry at(long number) {
        return ring[slot(number)];
    }

    /** The numbers of the entries of a channel, empty if there are none. */
    LongQueue of(Channel channel) {
        Shelf<Channel> shelf = channels.get(channel);
        return shelf == null ? NONE : shelf.numbers();
    }

    /** The numbers of the entries of a source, empty if there are none. */
    LongQueue from(Origin source) {
        Shelf<Origin> shelf = sources.get(source);
        return shelf == null ? NONE : shelf.numbers();
    }

    /** All sources that have entries. */
    Set<Origin> sources() {
        return sources.keySet();
    }

    /** Where among the entries of a source the first is whose sequence is not below one; their count if all are. */
    int firstFrom(LongQueue numbers, long sequence) {
        int low = 0;
        int high = numbers.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(numbers.get(middle)).sequence() < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The number of the oldest. */
    long first() {
        return first;
    }

    /** The number that the next will have. */
    long end() {
        return end;
    }

    /** What all entries cost. */
    long bytes() {
        return bytes;
    }
}
