package carillon.relay;

import java.util.ArrayDeque;
import java.util.Deque;

/** What waits of one flow, first in, first out. Guarded by its queue. */
final class Flow extends Sharer {

    private final FlowKey key;
    private final Deque<Pending> waiting = new ArrayDeque<>();

    Flow(FlowKey key) {
        this.key = key;
    }

    FlowKey key() {
        return key;
    }

    Deque<Pending> waiting() {
        return waiting;
    }
}
