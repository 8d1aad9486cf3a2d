package carillon.bench.load;

/**
 * What one subscriber has got of one publisher on one channel, by sequences that rise from 1 without holes.
 *
 * <p>It remembers each of the last {@value #WINDOW}; what comes later than that is taken for late, not for doubled.
 */
final class Seen {

    static final int WINDOW = 4096;

    /** What a sequence is to those that came before. */
    enum Kind { NEXT, AHEAD, LATE, DOUBLED }

    private final long[] bits = new long[WINDOW / Long.SIZE];
    private int highest;

    /** Takes the next one that came. AHEAD: some before it did not come, or not yet. */
    Kind take(int sequence) {
        if (sequence == highest + 1) {
            highest = sequence;
            set(sequence);
            return Kind.NEXT;
        }
        if (sequence > highest) {
            forget(sequence);
            set(sequence);
            highest = sequence;
            return Kind.AHEAD;
        }
        if (highest - sequence < WINDOW && isSet(sequence)) {
            return Kind.DOUBLED;
        }
        if (highest - sequence < WINDOW) {
            set(sequence);
        }
        return Kind.LATE;
    }

    /** Makes room for what is skipped. */
    private void forget(int upTo) {
        int from = Math.max(highest + 1, upTo - WINDOW + 1);
        for (int sequence = from; sequence < upTo; sequence++) {
            bits[word(sequence)] &= ~(1L << sequence);
        }
    }

    private void set(int sequence) {
        bits[word(sequence)] |= 1L << sequence;
    }

    private boolean isSet(int sequence) {
        return (bits[word(sequence)] >> sequence & 1) != 0;
    }

    private static int word(int sequence) {
        return sequence % WINDOW / Long.SIZE;
    }
}
