package carillon.history;

/** Numbers that only grow, first in, first out, found by halving. Not safe for use by several threads. */
final class LongQueue {

    private static final int LEAST = 4;

    private long[] ring = new long[LEAST];
    private long first;
    private long end;

    void add(long number) {
        if (end - first == ring.length) {
            resize(ring.length * 2);
        }
        ring[slot(end++)] = number;
    }

    /** Takes the least away; the queue is not empty. */
    void remove() {
        first++;
        if (ring.length > LEAST && (end - first) * 4 <= ring.length) {
            resize(ring.length / 2);
        }
    }

    int size() {
        return (int) (end - first);
    }

    /** The i-th, from 0. */
    long get(int i) {
        return ring[slot(first + i)];
    }

    /** Where the first is that is not below a number; the size if all are. */
    int firstFrom(long number) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle) < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int slot(long index) {
        return (int) index & ring.length - 1;
    }

    private void resize(int capacity) {
        long[] larger = new long[capacity];
        int size = size();
        for (int i = 0; i < size; i++) {
            larger[i] = get(i);
        }
        ring = larger;
        first = 0;
        end = size;
    }
}
