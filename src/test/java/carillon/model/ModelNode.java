package carillon.model;

import carillon.backplane.Ask;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.ForeignIds;
import carillon.backplane.Freshness;
import carillon.backplane.Part;
import carillon.backplane.Peers;
import carillon.backplane.Probe;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.ReturnAddress;
import carillon.backplane.Self;
import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.Limit;
import carillon.history.History;
import carillon.history.cursor.CursorKeys;
import carillon.history.cursor.CursorSeal;
import carillon.relay.Cursors;
import carillon.relay.intake.Audience;
import carillon.relay.intake.Intake;
import carillon.relay.intake.Lender;
import carillon.relay.intake.Warmup;
import carillon.sequence.Answers;
import carillon.sequence.Sequencer;
import carillon.sequence.Unechoed;
import carillon.snapshot.Means;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node: the real core, and around it as little as makes it move. */
final class ModelNode implements Audience, ReturnAddress {

    private static final int TICK_MS = 100;
    private static final int BEAT_MS = 1_000;
    private static final int RETRY_MS = 250;

    private final String name;
    private final Clockwork clock;
    private final ModelBroker broker;
    private final Ledger ledger;
    private final Self self;
    private final Peers peers;
    private final Sequencer sequencer;
    private final Unechoed unechoed;
    private final Answers answers;
    private final ForeignIds foreignIds = new ForeignIds();
    final History history;
    final Cursors cursors;
    private final Intake intake;
    private final long fenceMs;
    private final Set<ModelClient.Socket> sockets = new LinkedHashSet<>();
    private final Set<Stamp> heard = new HashSet<>();
    private final Deque<Unsent> unsent = new ArrayDeque<>();
    private final Deque<Runnable> stopped = new ArrayDeque<>();
    private final long bornAt;
    private final Freshness freshness = new Freshness();
    private int lives;
    private long beats;
    private long last;
    private long felt;

    /** What is to be sent, and when that was asked for: who subscribed before is owed it. */
    private record Unsent(Batch batch, long at) {
    }

    private boolean dead;
    private boolean stop;
    private boolean cut;

    ModelNode(String name, Clockwork clock, ModelBroker broker, Ledger ledger, Plan plan) {
        this.name = name;
        this.clock = clock;
        this.broker = broker;
        this.ledger = ledger;
        this.self = new Self(plan.settings, () -> new Origin(name + (lives++ == 0 ? "" : "r" + lives)));
        this.peers = new Peers(plan.settings, clock);
        this.sequencer = new Sequencer(plan.settings, clock);
        this.unechoed = new Unechoed(plan.settings);
        this.answers = new Answers(plan.settings, clock);
        this.history = new History(plan.settings, clock);
        CursorKeys keys = new CursorKeys(plan.settings, clock::bytes);
        this.cursors = new Cursors(self, sequencer, new CursorSeal(keys));
        Warmup warmup = new Warmup(self, sequencer, history, new Means(), plan.settings, clock);
        Lender lender = new Lender(self, sequencer, history, plan.settings, clock);
        this.intake = new Intake(self, peers, sequencer, answers, unechoed, history, keys, this, warmup, lender, plan.settings);
        this.fenceMs = plan.settings.get(Limit.HISTORY_WINDOW_MS) / 4;
        this.bornAt = clock.now();
        this.felt = bornAt;
        clock.note(() -> name + " boots");
        broker.join(this);
        clock.after(clock.upTo(TICK_MS), this::tick);
        clock.after(clock.upTo(50), this::beat);
    }

    String name() {
        return name;
    }

    /** Whether a client may be sent here. */
    boolean isReady() {
        return !dead && !stop && sequencer.origins().isSettled() && clock.now() - felt <= fenceMs;
    }

    long bornAt() {
        return bornAt;
    }

    /** What it has heard of others. */
    Set<Stamp> heard() {
        return heard;
    }

    boolean isDead() {
        return dead;
    }

    private void tick() {
        if (dead) {
            return;
        }
        if (stop) {
            stopped.add(this::tick);
            return;
        }
        intake.tick().forEach(this::say);
        if (clock.now() - felt > fenceMs && !sockets.isEmpty()) {
            List.copyOf(sockets).forEach(ModelClient.Socket::close);
        }
        clock.after(TICK_MS, this::tick);
    }

    private void beat() {
        if (dead) {
            return;
        }
        if (stop) {
            stopped.add(this::beat);
            return;
        }
        adopt();
        say(intake.beat(last - unsent.size()).with(new Probe(++beats, 0, "", "", List.of()))); // what waits has no number yet, in the real sender
        sockets.forEach(ModelClient.Socket::ping);
        clock.after(BEAT_MS, this::beat);
    }

    private void say(Envelope envelope) {
        if (!broker.isUp() || cut) {
            return;
        }
        if (envelope instanceof Part part) {
            broker.answer(this, (ModelNode) part.to(), part);
        } else {
            broker.send(this, envelope instanceof Ask ask ? new Ask(ask.origin(), ask.peer(), ask.number(), ask.from(), this) : envelope);
        }
    }

    void publish(Channel channel, String text, Optional<Key> key) {
        if (dead || stop || key.flatMap(name -> history.known(channel, name, Payload.text(text))).isPresent()) {
            return;
        }
        adopt();
        self.gave(++last);
        Batch batch = new Batch(self.origin(), last, List.of(new Batch.Item(channel, Payload.text(text), key, last % 3 == 0)));
        unechoed.add(batch.publication(0));
        unsent.add(new Unsent(batch, clock.now()));
        if (unsent.size() == 1) {
            send();
        }
    }

    /** As another origin, if it has to, and nothing is on its way as the one before. */
    private void adopt() {
        Origin before = self.origin();
        if (unsent.isEmpty() && self.adopt()) {
            ledger.renewed(before, self.origin());
            last = 0;
        }
    }

    /** As whom it publishes. */
    Origin origin() {
        return self.origin();
    }

    /** How far it has. */
    long given() {
        return last;
    }

    /** One after the other; what was not accepted is tried again before anything else. */
    private void send() {
        if (dead) {
            return;
        }
        if (stop || !broker.isUp() || cut) {
            (stop ? stopped : new ArrayDeque<Runnable>()).add(this::send);
            if (!stop) {
                clock.after(RETRY_MS, this::send);
            }
            return;
        }
        Unsent waiting = unsent.peek();
        Batch next = waiting.batch();
        broker.send(this, next);
        next.items().get(0).key().ifPresent(key -> ledger.firstSent.putIfAbsent(key, clock.now()));
        if (clock.chance(0.05)) {
            clock.after(RETRY_MS, this::send); // the word of it got lost
            return;
        }
        unsent.remove();
        clock.note(() -> name + " published " + next.first() + " to " + next.items().get(0).channel());
        ledger.published.add(new Ledger.Published(next.origin(), next.first(), next.items().get(0).channel(), waiting.at(), next.items().get(0).key().orElse(null)));
        if (!unsent.isEmpty()) {
            clock.after(1, this::send);
        }
    }

    /** Something comes from the broker. */
    void arrive(Runnable what) {
        if (stop) {
            stopped.add(what);
        } else if (!dead && !cut) {
            what.run();
        }
    }

    void hear(Envelope envelope) {
        if (dead || envelope instanceof Beat beat && !freshness.isFresh(beat)) {
            return;
        }
        peers.heard(envelope.origin());
        felt = envelope.origin().equals(self.origin()) ? clock.now() : felt;
        if (envelope instanceof Batch batch) {
            intake.batch(batch);
        } else if (envelope instanceof Beat beat) {
            intake.beat(beat);
        } else if (envelope instanceof Repair repair) {
            intake.repair(repair);
        } else if (envelope instanceof Ask ask) {
            intake.ask(ask).forEach(this::say);
        } else if (envelope instanceof Part part) {
            intake.part(part).forEach(this::say);
            intake.remembered().forEach(foreignIds::add);
            history.kept().forEach(kept -> hasHeard(kept.publication()));
        } else {
            intake.resend((Resend) envelope);
        }
    }

    void hearForeign(Publication publication) {
        if (!dead && foreignIds.add((ForeignId) publication.identity())) {
            intake.foreign(publication);
        }
    }

    @Override
    public void deliver(long number, Publication publication) {
        clock.note(() -> name + " delivers " + publication.identity() + " as " + number);
        hasHeard(publication);
        sockets.forEach(socket -> socket.deliver(number, publication));
    }

    private void hasHeard(Publication publication) {
        if (publication.identity() instanceof Stamp stamp && !stamp.origin().equals(self.origin())) {
            heard.add(stamp);
        }
    }

    @Override
    public void gap() {
        clock.note(() -> name + " tells of a gap");
        sockets.forEach(ModelClient.Socket::gap);
    }

    @Override
    public void flush() {
        // all has been queued at once
    }

    void attach(ModelClient.Socket socket) {
        sockets.add(socket);
    }

    void detach(ModelClient.Socket socket) {
        sockets.remove(socket);
    }

    void kill() {
        clock.note(() -> name + " is killed");
        ledger.died(self.origin());
        dead = true;
        broker.leave(this);
        List.copyOf(sockets).forEach(ModelClient.Socket::close);
    }

    void stop(long forMs) {
        clock.note(() -> name + " is stopped for " + forMs);
        stop = true;
        clock.after(forMs, () -> {
            stop = false;
            boolean timersFirst = clock.chance(0.5);
            List<Runnable> woken = List.copyOf(stopped);
            stopped.clear();
            if (timersFirst) {
                intake.tick().forEach(this::say);
            }
            woken.forEach(Runnable::run);
        });
    }

    void cut(long forMs) {
        clock.note(() -> name + " is cut for " + forMs);
        cut = true;
        clock.after(forMs, () -> cut = false);
    }

    /** What is bounded, and is not: empty if all is well. */
    String overgrown(Plan plan) {
        boolean historyOver = history.bytes() > plan.settings.get(Limit.HISTORY_MAX_BYTES);
        boolean holdOver = sequencer.held() > plan.settings.get(Limit.HOLD_MAX);
        return (historyOver ? "history " + history.bytes() + " " : "") + (holdOver ? "hold " + sequencer.held() : "");
    }
}
