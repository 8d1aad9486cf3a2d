package carillon.model;

import carillon.backplane.Ask;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.EnvelopeSignature;
import carillon.backplane.Part;
import carillon.backplane.Probe;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.Way;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Stamp;
import carillon.config.Settings;
import carillon.sequence.Hole;
import carillon.sequence.News;
import carillon.snapshot.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Somebody who may write to the topic, and knows what can be known of the nodes. Its chances are its own, so that the schedule is the same without it.
 *
 * <p>What it sends is checked where it arrives, by the same classes by which a node checks what JMS brings.
 */
final class Attacker {

    private static final EnvelopeSignature OURS = signature("the secret of all nodes");
    private static final EnvelopeSignature OTHER = signature("the secret of an attacker");
    private static final int OVERHEARD = 500;
    private static final int GHOSTS = 50;

    private final Attack attack;
    private final Clockwork clock;
    private final SplittableRandom random;
    private final Supplier<List<ModelNode>> nodes;
    private final List<Envelope> overheard = new ArrayList<>();
    private int ghosts;

    Attacker(Attack attack, long seed, Clockwork clock, Supplier<List<ModelNode>> nodes) {
        this.attack = attack;
        this.clock = clock;
        this.random = new SplittableRandom(~seed);
        this.nodes = nodes;
    }

    private static EnvelopeSignature signature(String key) {
        return new EnvelopeSignature(Settings.of(Map.of("carillon.cluster.key", key)));
    }

    /** Attacks so many times in a while. */
    void attack(int times, long from, long to) {
        for (int i = 0; i < times && attack != Attack.NONE; i++) {
            clock.at(random.nextLong(from, to), this::strike);
        }
    }

    /** A node sent something. */
    void overhear(Envelope envelope) {
        if (attack == Attack.OUTSIDER && overheard.size() < OVERHEARD) {
            overheard.add(envelope);
        }
    }

    private void strike() {
        List<ModelNode> living = nodes.get().stream().filter(node -> !node.isDead()).toList();
        ModelNode victim = living.get(random.nextInt(living.size()));
        if (attack == Attack.INSIDER) {
            send(ahead(victim, 1 + random.nextInt(50)), OURS::sign);
        } else if (random.nextInt(4) == 0 && !overheard.isEmpty()) {
            send(overheard.get(random.nextInt(overheard.size())), OURS::sign);
        } else {
            forged(victim).forEach(envelope -> send(envelope, forgery()));
        }
    }

    private interface Signing {
        String sign(byte[] head, byte[] body);
    }

    /** No signature, one of another key, or one that names the right key. */
    private Signing forgery() {
        return switch (random.nextInt(3)) {
            case 0 -> (head, body) -> null;
            case 1 -> OTHER::sign;
            default -> (head, body) -> OURS.sign(head, body).substring(0, 6) + OTHER.sign(head, body).substring(6);
        };
    }

    private void send(Envelope envelope, Signing signing) {
        byte[] head = (envelope.getClass().getSimpleName() + " of " + envelope.origin()).getBytes(StandardCharsets.UTF_8);
        byte[] body = envelope.toString().getBytes(StandardCharsets.UTF_8);
        String signature = signing.sign(head, body);
        clock.note(() -> "the attacker sends " + envelope);
        for (ModelNode node : nodes.get()) {
            clock.after(1 + random.nextInt(20), () -> node.arrive(() -> {
                if (OURS.check(signature, head, body).isEmpty() && Way.TOPIC.carries(envelope)) {
                    node.hear(envelope);
                }
            }));
        }
    }

    private Envelope ahead(ModelNode victim, long by) {
        Origin about = victim.origin();
        long last = victim.given() + by;
        return random.nextBoolean() ? new Beat(about, last, 60_000, List.of(), Optional.empty()).with(new Probe(1_000_000 + clock.now(), 0, "", "", List.of()))
                : new Beat(ghost(), 0, 0, List.of(new News(about, last, 0, 60_000)), Optional.empty());
    }

    private Origin ghost() {
        return new Origin("ghost" + ghosts++);
    }

    private List<Envelope> forged(ModelNode victim) {
        Origin about = victim.origin();
        long next = victim.given() + 1;
        Origin ghost = ghost();
        return switch (random.nextInt(8)) {
            case 0 -> List.of(ahead(victim, 1 + random.nextInt(1_000)));
            case 1 -> List.of(batch(about, next));
            case 2 -> List.of(batch(about, next + random.nextInt(1_000)));
            case 3 -> List.of(new Resend(ghost, batch(about, next)));
            case 4 -> List.of(batch(about, Stamp.MAX_SEQUENCE), new Beat(about, Stamp.MAX_SEQUENCE));
            case 5 -> List.of(new Part(about, 1, 0, true, new Piece(List.of(new News(about, next + 9, 0, 0)), List.of(), List.of(), List.of()), null));
            case 6 -> List.of(new Ask(ghost, about, 1, 0, victim), new Repair(ghost, new Hole(about, 1, next)));
            default -> ghosts();
        };
    }

    private List<Envelope> ghosts() {
        List<Envelope> all = new ArrayList<>();
        for (int i = 0; i < GHOSTS; i++) {
            all.add(new Beat(ghost(), 7));
        }
        return all;
    }

    private static Batch batch(Origin origin, long first) {
        return new Batch(origin, first, List.of(new Batch.Item(new Channel("c0"), Payload.text("forged"))));
    }
}
