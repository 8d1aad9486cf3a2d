package carillon.relay;

import carillon.config.SizeClasses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What waits of many flows: each flow in its order, the groups by turns, and in a group its flows. Not safe for use by several threads.
 *
 * <p>A flow that has one publication waiting is served before any other flow of its group has had a second turn, and its group likewise. All but {@link #removeIf} is done in constant time.
 */
final class FairQueue {

    private final Map<String, FlowGroup> groups = new HashMap<>();
    private final Rotation<FlowGroup> turns = new Rotation<>(group -> groups.remove(group.name()));
    private final SizeClasses<FlowGroup> sizes = new SizeClasses<>();
    private int size;
    private long bytes;

    void add(Pending pending) {
        FlowGroup group = groups.computeIfAbsent(pending.flow().group(), FlowGroup::new);
        long before = group.cost();
        group.add(pending.flow(), pending);
        sizes.resized(group, before, group.cost());
        turns.add(group);
        size++;
        bytes += pending.bytes();
    }

    /** The next one, which stays; null if there is none. */
    Pending peek() {
        FlowGroup group = turns.current();
        return group == null ? null : group.current().waiting().peekFirst();
    }

    /** Takes the next one, which {@link #peek()} has given. */
    Pending remove() {
        FlowGroup group = turns.current();
        Flow flow = group.current();
        Pending next = flow.waiting().removeFirst();
        removed(group, flow, next);
        flow.charge(next.cost());
        group.charge(next.cost());
        return next;
    }

    private void removed(FlowGroup group, Flow flow, Pending pending) {
        long before = group.cost();
        group.resize(flow, -pending.cost());
        sizes.resized(group, before, group.cost());
        size--;
        bytes -= pending.bytes();
    }

    /** Takes the last one of the flow that has most waiting, if that is more than another would have waiting; null if it isn't. */
    Pending displace(Pending newcomer) {
        FlowGroup group = sizes.largest();
        if (group == null || !isLarger(group, newcomer)) {
            return null;
        }
        Flow flow = group.largest();
        Pending last = flow.waiting().removeLast();
        removed(group, flow, last);
        return last;
    }

    private boolean isLarger(FlowGroup debtor, Pending newcomer) {
        FlowGroup group = groups.get(newcomer.flow().group());
        if (group == debtor) {
            return debtor.largest().cost() > group.costOf(newcomer.flow()) + newcomer.cost();
        }
        return debtor.cost() > (group == null ? 0 : group.cost()) + newcomer.cost();
    }

    /** Takes from the head of each flow what a test is true of. */
    List<Pending> removeIf(Predicate<Pending> test) {
        List<Pending> taken = new ArrayList<>();
        for (FlowGroup group : groups.values()) {
            for (Flow flow : group.flows().values()) {
                for (Pending head = flow.waiting().peekFirst(); head != null && test.test(head); head = flow.waiting().peekFirst()) {
                    taken.add(flow.waiting().removeFirst());
                    removed(group, flow, head);
                }
            }
        }
        return taken;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** How many there are. */
    int size() {
        return size;
    }

    /** What they have in bytes, payloads and names. */
    long bytes() {
        return bytes;
    }
}
