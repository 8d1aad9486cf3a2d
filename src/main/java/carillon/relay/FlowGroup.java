package carillon.relay;

import carillon.config.SizeClasses;
import java.util.HashMap;
import java.util.Map;

/** The flows of one group, which share what it gets. Guarded by its queue. */
final class FlowGroup extends Sharer {

    private final String name;
    private final Map<FlowKey, Flow> flows = new HashMap<>();
    private final Rotation<Flow> turns = new Rotation<>(flow -> flows.remove(flow.key()));
    private final SizeClasses<Flow> sizes = new SizeClasses<>();

    FlowGroup(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Map<FlowKey, Flow> flows() {
        return flows;
    }

    void add(FlowKey key, Pending pending) {
        Flow flow = flows.computeIfAbsent(key, Flow::new);
        flow.waiting().addLast(pending);
        resize(flow, pending.cost());
        turns.add(flow);
    }

    /** Whose turn it is among its flows; null if none has anything. */
    Flow current() {
        return turns.current();
    }

    /** The flow that has most waiting, within a factor of two; null if none has anything. */
    Flow largest() {
        return sizes.largest();
    }

    /** Something was put into a flow, or taken out (less than 0). */
    void resize(Flow flow, long by) {
        sizes.resized(flow, flow.cost(), flow.cost() + by);
        flow.grow(by);
        grow(by);
    }

    /** What waits of a flow, by cost. */
    long costOf(FlowKey key) {
        Flow flow = flows.get(key);
        return flow == null ? 0 : flow.cost();
    }
}
