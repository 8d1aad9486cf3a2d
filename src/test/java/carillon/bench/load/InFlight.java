package carillon.bench.load;

/**
 * The publications that not all of their subscribers have got.
 *
 * <p>It follows the last {@value #MOST}; one that is overtaken by so many is taken for done. One thread.
 */
final class InFlight {

    static final int MOST = 1 << 16;

    private final int[] tickets = new int[MOST];
    private final int[] left = new int[MOST];
    private int count;

    /** A publication with a ticket higher than any before. */
    void sent(int ticket, int audience) {
        int slot = ticket & MOST - 1;
        if (left[slot] == 0 && audience > 0) {
            count++;
        } else if (left[slot] > 0 && audience == 0) {
            count--;
        }
        tickets[slot] = ticket;
        left[slot] = audience;
    }

    /** One subscriber has got it. */
    void came(int ticket) {
        int slot = ticket & MOST - 1;
        if (tickets[slot] == ticket && left[slot] > 0 && --left[slot] == 0) {
            count--;
        }
    }

    int count() {
        return count;
    }

    /** Gives up all that are under way. */
    void forget() {
        java.util.Arrays.fill(left, 0);
        count = 0;
    }
}
