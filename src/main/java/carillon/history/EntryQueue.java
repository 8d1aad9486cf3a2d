package carillon.history;

/**
 * Entries in the order of their numbers, added at the end, found by halving. Guarded by the history.
 *
 * <p>Any may be gone; those at the beginning are dropped, and the others when they are an eighth of all, so that removing costs constant time on the average.
 */
final class EntryQueue {

    private static final int LEAST = 4;
    private static final int GONE_PART = 8;

    private Entry[] ring = new Entry[LEAST];
    private int first;
    private int size;
    private int gone;

    void add(Entry entry) {
        if (size == ring.length) {
            resize(ring.length * 2);
        }
        ring[slot(size++)] = entry;
    }

    /** One of these is gone. */
    void lost() {
        gone++;
        while (size > 0 && ring[first].isGone()) {
            ring[first] = null;
            first = first + 1 & ring.length - 1;
            size--;
            gone--;
        }
        if (gone > LEAST && gone * GONE_PART > size) {
            compact();
        } else if (ring.length > LEAST && size * 4 <= ring.length) {
            resize(ring.length / 2);
        }
    }

    private void compact() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            Entry entry = get(i);
            if (!entry.isGone()) {
                ring[slot(kept++)] = entry;
            }
        }
        for (int i = kept; i < size; i++) {
            ring[slot(i)] = null;
        }
        size = kept;
        gone = 0;
    }

    /** How many there are, those that are gone and not yet dropped included. */
    int size() {
        return size;
    }

    /** How many there are that are not gone. */
    int count() {
        return size - gone;
    }

    /** The i-th, from 0; it may be gone, but for the first. */
    Entry get(int i) {
        return ring[slot(i)];
    }

    /** Where the first is whose number is not below one; the size if all are. */
    int firstFrom(long number) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).number() < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Where the first is whose sequence is not below one; the size if all are. Of entries of one source only. */
    int firstFromSequence(long sequence) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).sequence() < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int slot(int i) {
        return first + i & ring.length - 1;
    }

    private void resize(int capacity) {
        Entry[] other = new Entry[capacity];
        for (int i = 0; i < size; i++) {
            other[i] = get(i);
        }
        ring = other;
        first = 0;
    }
}
