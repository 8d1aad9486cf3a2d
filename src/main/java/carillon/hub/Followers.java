package carillon.hub;

import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who follows one channel, the oldest connection first.
 *
 * <p>Safe for use by any thread, without a lock: when thousands come back to one channel, none of them waits for another that has one and no processor. When the last one
 * has left it is closed for good; who comes then makes a new one.
 */
final class Followers {

    private static final int CLOSED = Integer.MIN_VALUE;

    private final Set<Connection> all = new ConcurrentSkipListSet<>(Connection.BY_AGE);
    /** How many have joined, or are about to; {@link #CLOSED} when it is closed. */
    private final AtomicInteger count = new AtomicInteger();

    /** Takes in a connection that is not there; false if it is closed. */
    boolean join(Connection connection) {
        if (count.getAndUpdate(joined -> joined == CLOSED ? CLOSED : joined + 1) == CLOSED) {
            return false;
        }
        all.add(connection);
        return true;
    }

    /** Lets a connection go that is there; whether it was the last one, so that this is closed now. */
    boolean leave(Connection connection) {
        all.remove(connection);
        return count.updateAndGet(joined -> joined == 1 ? CLOSED : joined - 1) == CLOSED;
    }

    /** Who is there; a live view. */
    Set<Connection> all() {
        return Collections.unmodifiableSet(all);
    }
}
