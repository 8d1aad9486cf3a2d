package carillon.relay;

/** One of those that share something by turns; see {@link Rotation}. Guarded by whatever guards that. */
abstract class Sharer {

    /** What it may still send before others are next; below 0 it has sent more than its turn allowed. */
    private long credit;
    private boolean listed;
    private long cost;

    /** What all that waits in it costs. */
    final long cost() {
        return cost;
    }

    final void grow(long by) {
        cost += by;
    }

    final boolean isEmpty() {
        return cost == 0;
    }

    final boolean mayGoOn() {
        return credit > 0;
    }

    final void charge(long amount) {
        credit -= amount;
    }

    final void refill(long amount) {
        credit += amount;
    }

    final boolean isListed() {
        return listed;
    }

    /** It takes part from now on, with what one turn allows. */
    final void list(long quantum) {
        listed = true;
        credit = quantum;
    }

    final void unlist() {
        listed = false;
    }
}
