package carillon.model;

import carillon.backplane.Batch;
import carillon.backplane.Envelope;
import carillon.backplane.Part;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.channel.Publication;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The topic: it keeps the order of one producer to one subscriber, and nothing else.
 *
 * <p>It loses, doubles and delays as the plan says; when it dies, what it had accepted and not delivered is gone.
 */
final class ModelBroker {

    private final Clockwork clock;
    private final Plan plan;
    private final Set<ModelNode> nodes = new LinkedHashSet<>();
    /** When the last message of a producer arrives at a subscriber: the next one not before. */
    private final Map<String, Long> busy = new HashMap<>();
    private final Deque<Consumer<ModelNode>> said = new ArrayDeque<>();
    private Consumer<Envelope> overhearing = envelope -> { };
    private boolean up = true;
    private boolean calm;
    private int life;

    ModelBroker(Clockwork clock, Plan plan) {
        this.clock = clock;
        this.plan = plan;
    }

    /** Somebody reads along. */
    void overhear(Consumer<Envelope> who) {
        overhearing = who;
    }

    boolean isUp() {
        return up;
    }

    void join(ModelNode node) {
        said.forEach(one -> deliver("the broker", node, () -> one.accept(node)));
        nodes.add(node);
    }

    /** Keeps what it says to all for those who come later, the last so many. */
    private void keep(Consumer<ModelNode> one) {
        said.addLast(one);
        if (said.size() > plan.replayed) {
            said.removeFirst();
        }
    }

    void leave(ModelNode node) {
        nodes.remove(node);
    }

    void die(long forMs) {
        clock.note(() -> "the broker dies for " + forMs);
        up = false;
        said.clear();
        life++;
        clock.after(forMs, () -> up = true);
    }

    /** No more faults. */
    void calm() {
        calm = true;
    }

    void send(ModelNode from, Envelope envelope) {
        boolean mayBeLost = envelope instanceof Batch || plan.kind == Plan.Kind.ALL && (plan.repairsLost || !(envelope instanceof Repair) && !(envelope instanceof Resend));
        keep(node -> node.hear(envelope));
        overhearing.accept(envelope);
        for (ModelNode to : nodes) {
            send(from.name(), to, mayBeLost, () -> to.hear(envelope));
        }
    }

    /** To one node only, by a queue of its own: it keeps its order to itself. */
    void answer(ModelNode from, ModelNode to, Part part) {
        boolean mayBeLost = plan.kind == Plan.Kind.ALL && plan.repairsLost;
        send(from.name() + " alone", to, mayBeLost, () -> to.hear(part));
    }

    void foreign(String producer, Publication publication) {
        keep(node -> node.hearForeign(publication));
        for (ModelNode to : nodes) {
            send(producer, to, true, () -> to.hearForeign(publication));
        }
    }

    private void send(String from, ModelNode to, boolean mayBeLost, Runnable hear) {
        if (!calm && mayBeLost && clock.chance(plan.loss)) {
            return;
        }
        deliver(from, to, hear);
        if (!calm && clock.chance(plan.twice)) {
            clock.after(clock.between(0, 500), () -> deliver(from, to, hear));
        }
    }

    private void deliver(String from, ModelNode to, Runnable hear) {
        int accepted = life;
        long at = clock.now() + clock.between(1, plan.delay);
        String link = from + ">" + to.name();
        if (calm || !clock.chance(plan.disorder)) {
            at = Math.max(at, busy.getOrDefault(link, 0L));
            busy.put(link, at);
        }
        clock.at(at, () -> {
            if (accepted == life) {
                to.arrive(hear);
            }
        });
    }
}
