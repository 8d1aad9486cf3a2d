package carillon.model;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Key;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One course of events of a whole cluster, decided by a seed. */
final class Schedule {

    private static final long AGAIN_WITHIN_MS = 1_500;
    private static final long WARM_UP_MS = 4_000;
    private static final int STRIKES = 20;
    /** Long enough for a deaf node to hear, a hole to be declared, and everybody to come back. */
    private static final long COOL_DOWN_MS = 15_000;

    private final Clockwork clock;
    private final Plan plan;
    private final boolean keyed;
    private final ModelBroker broker;
    private final Ledger ledger = new Ledger();
    private final List<ModelNode> nodes = new ArrayList<>();
    private final List<ModelClient> clients = new ArrayList<>();
    private final List<Channel> channels;
    private final Attacker attacker;
    private int births;

    Schedule(long seed) {
        this(seed, false);
    }

    Schedule(long seed, boolean tracing) {
        this(seed, tracing, Attack.NONE);
    }

    Schedule(long seed, boolean tracing, Attack attack) {
        clock = new Clockwork(seed, tracing);
        plan = new Plan(clock);
        keyed = seed % 2 == 1;
        broker = new ModelBroker(clock, plan);
        channels = ModelClient.channels(plan.channels);
        attacker = new Attacker(attack, seed, clock, () -> nodes);
        broker.overhear(attacker::overhear);
    }

    Plan plan() {
        return plan;
    }

    Ledger run() {
        for (int i = 0; i < plan.nodes; i++) {
            clock.at(clock.upTo(300), this::boot);
        }
        for (int i = 0; i < plan.clients; i++) {
            clients.add(client("client-" + i));
        }
        publications();
        faults();
        attacker.attack(STRIKES, WARM_UP_MS - 1_000, WARM_UP_MS + plan.length);
        clock.note(() -> plan.kind + " window " + plan.settings.get(carillon.config.Limit.HISTORY_WINDOW_MS));
        clock.at(WARM_UP_MS + plan.length, broker::calm);
        clock.at(WARM_UP_MS + plan.length + 4_000, () -> clients.forEach(ModelClient::calm));
        clock.runUntil(WARM_UP_MS + plan.length + COOL_DOWN_MS);
        Set<Stamp> heard = new HashSet<>();
        nodes.stream().filter(node -> !node.isDead()).forEach(node -> heard.addAll(node.heard()));
        return ledger.withoutGone(heard);
    }

    private void boot() {
        nodes.add(new ModelNode("n" + births++ + "-" + clock.upTo(1_000), clock, broker, ledger, plan));
    }

    private ModelClient client(String name) {
        Set<Channel> followed = new LinkedHashSet<>();
        followed.add(channels.get(clock.upTo(channels.size())));
        followed.add(channels.get(clock.upTo(channels.size())));
        Ledger.Client record = new Ledger.Client(name, followed, clock.chance(0.6), new ArrayList<>());
        ledger.clients.put(name, record);
        ModelClient client = new ModelClient(record, clock, plan, () -> nodes);
        clock.at(clock.between(500, WARM_UP_MS), client::connect);
        return client;
    }

    private long moment() {
        return clock.between(WARM_UP_MS - 1_000, WARM_UP_MS + plan.length);
    }

    private void publications() {
        for (int i = 0; i < plan.publications; i++) {
            String text = "publication " + i;
            clock.at(moment(), () -> publish(channels.get(clock.upTo(channels.size())), text));
        }
        for (int i = clock.upTo(8); i > 0; i--) {
            String id = "ID:" + i;
            clock.at(moment(), () -> broker.foreign("foreign", new Publication(channels.get(clock.upTo(channels.size())), new ForeignId(id), Payload.text(id))));
        }
    }

    /** Some are published again, by whoever did not hear how it went: with their key, through any node. */
    private void publish(Channel channel, String text) {
        Optional<Key> key = keyed && clock.chance(0.3) ? Key.parse(text.replace(' ', '-')) : Optional.empty();
        any().publish(channel, text, key);
        if (key.isPresent()) {
            clock.after(clock.between(0, AGAIN_WITHIN_MS), () -> any().publish(channel, text, key));
        }
    }

    private ModelNode any() {
        List<ModelNode> living = nodes.stream().filter(node -> !node.isDead()).toList();
        return living.get(clock.upTo(living.size()));
    }

    private void faults() {
        for (int i = 0; i < plan.kills; i++) {
            clock.at(moment(), () -> {
                any().kill();
                if (plan.kind == Plan.Kind.ALL || plan.kind == Plan.Kind.NEWCOMERS) {
                    clock.after(clock.between(1, 3_000), this::boot);
                }
                if (nodes.stream().allMatch(ModelNode::isDead)) {
                    boot();
                }
            });
        }
        for (int i = 0; i < plan.births; i++) {
            clock.at(moment(), this::boot);
        }
        for (int i = 0; i < plan.brokerDeaths; i++) {
            clock.at(moment(), () -> broker.die(clock.between(50, 1_500)));
        }
        for (int i = 0; i < plan.stops; i++) {
            clock.at(moment(), () -> any().stop(clock.between(100, plan.kind == Plan.Kind.STOPS ? 1_500 : 8_000)));
        }
        for (int i = 0; i < plan.cuts; i++) {
            clock.at(moment(), () -> any().cut(clock.between(100, 6_000)));
        }
        for (int i = 0; i < plan.departures; i++) {
            clock.at(moment(), () -> clients.get(clock.upTo(clients.size())).leave(clock.between(1, plan.away)));
        }
    }

    /** What is bounded, and is not. */
    String overgrown() {
        StringBuilder all = new StringBuilder();
        nodes.forEach(node -> all.append(node.overgrown(plan)));
        return all.toString();
    }
}
