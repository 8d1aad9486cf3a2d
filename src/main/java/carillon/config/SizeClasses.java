package carillon.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the largest of many things whose sizes change all the time, within a factor of two, in constant time. Guarded by its owner.
 *
 * <p>Those of one power of two are one class; a thing moves only when it leaves its class.
 */
public final class SizeClasses<T> {

    private final List<Set<T>> classes = new ArrayList<>();
    /** Bit n is set where class n has members. */
    private long filled;

    /** Makes one that knows nothing. */
    public SizeClasses() {
        for (int i = 0; i < Long.SIZE; i++) {
            classes.add(new LinkedHashSet<>());
        }
    }

    /** The size of a thing has changed; of size 0 it is forgotten, and was not known before. */
    public void resized(T thing, long before, long after) {
        int from = classOf(before);
        int to = classOf(after);
        if (from == to) {
            return;
        }
        if (before > 0) {
            classes.get(from).remove(thing);
            filled &= classes.get(from).isEmpty() ? ~(1L << from) : -1L;
        }
        if (after > 0) {
            classes.get(to).add(thing);
            filled |= 1L << to;
        }
    }

    private static int classOf(long size) {
        return Long.SIZE - Long.numberOfLeadingZeros(size);
    }

    /** One that no other is twice as large as; null if there is none. */
    public T largest() {
        return filled == 0 ? null : classes.get(Long.SIZE - 1 - Long.numberOfLeadingZeros(filled)).iterator().next();
    }
}
