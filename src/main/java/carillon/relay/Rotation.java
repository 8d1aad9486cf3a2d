package carillon.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Lets sharers take turns: in each turn of so many bytes, whatever the size of one publication (deficit round robin, with debts).
 *
 * <p>Who comes new is next, before those who have had a turn; who has nothing more stays for one more round, so that coming and going gains nothing. What exceeds a turn
 * is a debt that later turns pay. Guarded by its owner.
 */
final class Rotation<S extends Sharer> {

    /** What one turn allows: a few small publications. A large one takes its turn whole, and then sits out. */
    static final int QUANTUM = 4_096;

    private final Deque<S> fresh = new ArrayDeque<>();
    private final Deque<S> old = new ArrayDeque<>();
    private final Consumer<S> gone;

    /**
     * Makes one without sharers.
     *
     * @param gone told of each that has nothing, and no debt, any more
     */
    Rotation(Consumer<S> gone) {
        this.gone = gone;
    }

    /** It has something from now on. */
    void add(S sharer) {
        if (!sharer.isListed()) {
            sharer.list(QUANTUM);
            fresh.addLast(sharer);
        }
    }

    /** Whose turn it is; null if none has anything. */
    S current() {
        for (S head = head(); head != null; head = head()) {
            if (head.mayGoOn() && !head.isEmpty()) {
                return head;
            }
            pass(head);
        }
        return null;
    }

    private S head() {
        return fresh.isEmpty() ? old.peekFirst() : fresh.peekFirst();
    }

    private void pass(S head) {
        boolean isNew = !fresh.isEmpty();
        (isNew ? fresh : old).removeFirst();
        if (head.isEmpty() && head.mayGoOn() && !isNew) {
            head.unlist();
            gone.accept(head);
            return;
        }
        if (!head.mayGoOn()) {
            head.refill(QUANTUM);
        }
        old.addLast(head);
    }
}
