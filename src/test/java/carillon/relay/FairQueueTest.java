package carillon.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Batch.Item;
import carillon.channel.AckLevel;
import carillon.channel.Channel;
import carillon.channel.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private static final Channel CHANNEL = new Channel("c");

    private FairQueue queue = new FairQueue();

    private static Pending pending(FlowKey flow, int bytes) {
        return new Pending(flow, new Item(CHANNEL, Payload.text("x".repeat(bytes))), AckLevel.ACCEPTED, 0, 1_000);
    }

    private static FlowKey flow(int group, int name) {
        return new FlowKey("address " + group, "connection " + name);
    }

    private Pending add(FlowKey flow, int bytes) {
        Pending pending = pending(flow, bytes);
        queue.add(pending);
        return pending;
    }

    private Pending next() {
        return queue.peek() == null ? null : queue.remove();
    }

    /** What is added or taken; a step of a flow below 0 takes one. */
    private List<Pending> play(List<Integer> steps, Map<FlowKey, List<Pending>> added) {
        queue = new FairQueue();
        List<Pending> taken = new ArrayList<>();
        for (int step : steps) {
            if (step < 0) {
                Pending next = next();
                if (next != null) {
                    taken.add(next);
                }
            } else {
                FlowKey flow = flow(step % 3, step % 7);
                added.computeIfAbsent(flow, one -> new ArrayList<>()).add(add(flow, step));
            }
        }
        return taken;
    }

    @Property
    void givesEachOnceAndThoseOfAFlowInTheirOrder(@ForAll @Size(max = 200) List<@IntRange(min = -3_000, max = 6_000) Integer> steps) {
        Map<FlowKey, List<Pending>> added = new HashMap<>();
        List<Pending> taken = play(steps, added);
        assertThat(queue.size()).isEqualTo(added.values().stream().mapToInt(List::size).sum() - taken.size());
        for (Pending next = next(); next != null; next = next()) {
            taken.add(next);
        }
        added.forEach((flow, all) -> assertThat(taken.stream().filter(one -> one.flow().equals(flow))).isEqualTo(all));
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.bytes()).isZero();
    }

    /** However much others have waiting, and whatever they have had before: at most one turn of each is before it. */
    @Property
    void whoHasOneWaitingIsServedWithinOneRound(@ForAll @Size(max = 100) List<@IntRange(min = -3_000, max = 6_000) Integer> steps, @ForAll @IntRange(min = 1, max = 20) int flooders) {
        play(steps, new HashMap<>());
        for (int i = 0; i < 40; i++) {
            for (int flooder = 0; flooder < flooders; flooder++) {
                add(flow(10 + flooder % 4, 100 + flooder), 1_000);
            }
        }
        next();
        Pending honest = add(flow(99, 99), 100);
        int before = 0;
        while (next() != honest) {
            before++;
        }
        assertThat(before).as("a turn of each of up to seven groups: four publications of these sizes, or one that is larger").isLessThanOrEqualTo(7 * 17);
    }

    @Test
    void whoComesNewIsNext() {
        for (int i = 0; i < 100; i++) {
            add(flow(1, i % 8), 2_000);
        }
        for (int i = 0; i < 20; i++) {
            next();
        }
        Pending honest = add(flow(1, 99), 10);
        assertThat(List.of(next(), next(), next())).contains(honest);
    }

    @Test
    void sharesBytesNotPublications() {
        for (int i = 0; i < 2_000; i++) {
            add(flow(1, 1), 0);
            add(flow(1, 2), 10_000);
        }
        long small = 0;
        long large = 0;
        for (int i = 0; i < 1_000; i++) {
            Pending next = next();
            if (next.payloadBytes() == 0) {
                small += next.cost();
            } else {
                large += next.cost();
            }
        }
        assertThat((double) small / large).isBetween(0.9, 1.1);
    }

    @Test
    void sharesAmongAddressesBeforeConnections() {
        for (int i = 0; i < 1_000; i++) {
            add(flow(1, i % 50), 500);
            add(flow(2, 0), 500);
        }
        long ofTheOne = 0;
        for (int i = 0; i < 1_000; i++) {
            ofTheOne += next().flow().group().equals("address 2") ? 1 : 0;
        }
        assertThat(ofTheOne).as("one connection against fifty of another address").isBetween(450L, 550L);
    }

    @Test
    void comingAndGoingGainsNothing() {
        for (int i = 0; i < 1_000; i++) {
            add(flow(1, 1), 1_000);
        }
        long visitor = 0;
        long steady = 0;
        for (int i = 0; i < 400; i++) {
            if (queue.removeIf(one -> false).isEmpty() && i % 2 == 0) {
                add(flow(1, 2), 30_000); // one at a time, each as soon as the one before is gone
            }
            Pending next = next();
            if (next.payloadBytes() == 30_000) {
                visitor += next.cost();
            } else {
                steady += next.cost();
            }
        }
        assertThat(visitor).isLessThan(steady * 6 / 5 + 40_000);
    }

    @Test
    void makesRoomForWhoHasLessAndNeverForWhoHasMost() {
        for (int i = 0; i < 100; i++) {
            add(flow(1, 1), 1_000);
        }
        add(flow(2, 1), 1_000);
        Pending last = add(flow(1, 1), 1_000);
        assertThat(queue.displace(pending(flow(1, 1), 10))).as("the flooder itself").isNull();
        assertThat(queue.displace(pending(flow(1, 2), 10))).as("another connection of its address").isSameAs(last);
        assertThat(queue.displace(pending(flow(2, 1), 1_000)).flow()).isEqualTo(flow(1, 1));
        assertThat(queue.displace(pending(flow(3, 1), 1_000_000))).as("who would have more than the flooder").isNull();
        assertThat(queue.size()).isEqualTo(100);
    }

    @Property
    void neverTakesFromWhoHasLess(@ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 6_000) Integer> steps) {
        Map<FlowKey, List<Pending>> added = new HashMap<>();
        play(steps, added);
        int size = queue.size();
        FlowKey newcomer = flow(5, 5);
        Pending loser = queue.displace(pending(newcomer, 10));
        assertThat(queue.size()).isEqualTo(loser == null ? size : size - 1);
        if (loser != null) {
            long most = added.entrySet().stream().filter(one -> one.getKey().group().equals(loser.flow().group())).mapToLong(one -> costOf(one.getValue())).max().orElseThrow();
            assertThat(costOf(added.get(loser.flow()))).as("within a factor of two of the largest").isGreaterThan(most / 2 - 1);
        }
    }

    private static long costOf(List<Pending> all) {
        return all.stream().mapToLong(Pending::cost).sum();
    }
}
