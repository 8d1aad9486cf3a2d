package carillon.relay;

import carillon.backplane.Ask;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.Part;
import carillon.backplane.Peers;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.Self;
import carillon.channel.ForeignId;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.history.CursorKeys;
import carillon.history.History;
import carillon.sequence.Answers;
import carillon.sequence.Hole;
import carillon.sequence.News;
import carillon.sequence.Outlet;
import carillon.sequence.Sequencer;
import carillon.sequence.Unechoed;
import carillon.snapshot.Draft;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a node makes of what it hears: it brings it into order, remembers it, hands it to its clients, asks for what is missing, and helps others with theirs.
 *
 * <p>Knows no broker, socket or clock of the day: the model test runs many of these in one thread. Used by one thread at a time, but for {@link #beat}.
 */
@ApplicationScoped
public class Intake implements Outlet {

    private static final int REPAIRS_A_TICK = 16;
    private static final int RESEND_BYTES = 262_144;

    private final Self self;
    private final Peers peers;
    private final Sequencer sequencer;
    private final Answers answers;
    private final Unechoed unechoed;
    private final History history;
    private final CursorKeys keys;
    private final Audience audience;
    private final Warmup warmup;
    private final Lender lender;
    private final long settleMs;
    private final long deafMs;
    /** For how long this node had been up when it sent the last heartbeat that came back; below 0 if none did, or none in time. */
    private long echoed = -1;
    /** The same of the first since it settled last. */
    private long firstEchoed;
    private boolean deaf;
    /** A heartbeat that was sent when this node had been up for so long has to come back before it settles. */
    private long provenFromMs;
    private boolean takenOver;

    /** For the container's proxy only. */
    protected Intake() {
        this(new Self(Settings.of(Map.of())), null, new Sequencer(Settings.of(Map.of()), () -> 0), null, null, null, null, null, null, null, Settings.of(Map.of()));
    }

    /** Makes one that has heard nothing. */
    @Inject
    public Intake(Self self, Peers peers, Sequencer sequencer, Answers answers, Unechoed unechoed, History history, CursorKeys keys, Audience audience,
            Warmup warmup, Lender lender, Settings settings) {
        this.self = self;
        this.peers = peers;
        this.sequencer = sequencer;
        this.answers = answers;
        this.unechoed = unechoed;
        this.history = history;
        this.keys = keys;
        this.audience = audience;
        this.warmup = warmup;
        this.lender = lender;
        this.settleMs = 2L * settings.get(Limit.HEARTBEAT_INTERVAL_MS);
        this.deafMs = settings.get(Limit.HISTORY_WINDOW_MS) / 2;
        sequencer.begin(self.origin());
    }

    /** Publications, from their origin. */
    public void batch(Batch batch) {
        for (int i = 0; i < batch.items().size(); i++) {
            sequencer.offer(batch.publication(i), this);
        }
        came(batch);
    }

    private void came(Batch batch) {
        flush();
        if (batch.origin().equals(self.origin())) {
            unechoed.echoed(sequencer.position(self.origin()));
        }
    }

    /** What was delivered is queued for the clients before a cursor may say so. */
    private void flush() {
        audience.flush();
        sequencer.queued();
    }

    /**
     * A heartbeat, perhaps this node's own. As long as this node has not heard itself, those of others may be old ones that the broker says again: who was there then,
     * and what he asked for, is of no use.
     */
    public void beat(Beat beat) {
        beat.key().ifPresent(keys::heard);
        beat.formerKeys().forEach(keys::heard);
        if (echoed < 0 && !beat.origin().equals(self.origin())) {
            early(beat);
            return;
        }
        warmup.heard(beat);
        sequencer.told(new News(beat.origin(), beat.last(), 0, beat.uptimeMs()), this);
        for (News news : beat.news()) {
            if (!news.origin().equals(self.origin()) && !news.origin().equals(beat.origin())) {
                sequencer.told(news, this);
            }
        }
        if (beat.origin().equals(self.origin())) {
            echoed(beat.uptimeMs());
        }
        flush();
    }

    private void early(Beat beat) {
        warmup.early(beat);
        if (!deaf) {
            sequencer.replayed(beat.origin(), beat.last(), beat.uptimeMs(), this);
            flush();
        }
    }

    private void echoed(long uptimeMs) {
        if (uptimeMs() - uptimeMs <= deafMs) {
            firstEchoed = echoed < 0 ? uptimeMs() : firstEchoed;
            echoed = Math.max(echoed, uptimeMs);
        }
    }

    private long uptimeMs() {
        return sequencer.origins().uptimeMs(self.origin()).orElse(0);
    }

    /** A publication of a foreign program, not heard before. */
    public void foreign(Publication publication) {
        deliver(publication);
        flush();
    }

    /** Somebody lacks something. */
    public void repair(Repair repair) {
        Hole hole = repair.hole();
        boolean own = hole.origin().equals(self.origin());
        if (echoed >= 0 && (own || !repair.origin().equals(self.origin())) && !found(hole, 1).isEmpty()) {
            answers.asked(hole, own ? 0 : rank(hole.origin()));
        }
    }

    /** The place of this node among those that may answer for an origin, from 1. */
    private int rank(Origin origin) {
        int rank = 1;
        for (Origin peer : peers.present()) {
            rank += !peer.equals(origin) && peer.compareTo(self.origin()) < 0 ? 1 : 0;
        }
        return rank;
    }

    /** What this node has of what somebody lacks. */
    private List<Publication> found(Hole hole, int bytes) {
        List<Publication> run = history.range(hole.origin(), hole.from(), hole.to(), bytes);
        boolean own = run.isEmpty() && hole.origin().equals(self.origin());
        return own ? unechoed.range(hole.from(), hole.to(), bytes) : run;
    }

    /** What somebody lacked; perhaps this node lacks it too. */
    public void resend(Resend resend) {
        Batch batch = resend.batch();
        answers.heard(new Hole(batch.origin(), batch.first(), batch.last()));
        for (int i = 0; i < batch.items().size(); i++) {
            sequencer.again(batch.publication(i), this);
        }
        came(batch);
    }

    /**
     * Somebody asks for what somebody remembers.
     *
     * @return what is to be sent
     */
    public List<Envelope> ask(Ask ask) {
        lender.asked(ask);
        return List.copyOf(lender.due());
    }

    /**
     * A part of what another node remembers has come.
     *
     * @return what is to be asked next
     * @throws IllegalArgumentException if it can't be true; another node is asked
     */
    public List<Envelope> part(Part part) {
        flush();
        warmup.came(part).ifPresent(this::takeOver);
        flush();
        return List.copyOf(warm().map(List::of).orElse(List.of()));
    }

    /** What was delivered meanwhile stays, where it is newer. Who is connected already may have missed what this node now takes over without a word. */
    private void takeOver(Draft draft) {
        if (sequencer.isBehind(draft.reached())) {
            audience.gap();
        }
        history.adopt(draft.history(), draft.positions());
        sequencer.restore(draft.reached(), this);
        unechoed.echoed(sequencer.position(self.origin()));
        provenFromMs = uptimeMs();
        takenOver = true;
    }

    /** The ids of the foreign publications that were taken over, once: they are duplicates if they come now. */
    public Set<ForeignId> remembered() {
        Set<ForeignId> ids = takenOver ? history.foreignIds() : Set.of();
        takenOver = false;
        return ids;
    }

    private Optional<Ask> warm() {
        long heardFor = echoed < 0 ? -1 : uptimeMs() - firstEchoed;
        return warmup.isOver() || heardFor < settleMs / 2 ? Optional.empty() : warmup.step(heardFor >= settleMs);
    }

    /**
     * Does what is due. To be called many times a second.
     *
     * @return what is to be told to all nodes
     */
    public List<Envelope> tick() {
        sequencer.expire(this);
        history.expire();
        List<Envelope> told = new ArrayList<>();
        warm().ifPresent(told::add);
        settle();
        flush();
        told.addAll(lender.due());
        sequencer.asks().stream().limit(REPAIRS_A_TICK).forEach(hole -> told.add(new Repair(self.origin(), hole)));
        answers.due().forEach(hole -> answer(hole, told));
        return told;
    }

    /**
     * A node that has heard nothing of itself for so long may have missed whole lives of others; it has to settle again. What counts is when a heartbeat was sent: a
     * node that was stopped finds old ones first.
     */
    private void settle() {
        if (echoed >= 0 && uptimeMs() - echoed > deafMs) {
            echoed = -1;
            sequencer.unsettle();
            warmup.begin();
            audience.gap();
            deaf = true;
        } else if (echoed >= 0 && !sequencer.origins().isSettled()) {
            long heardFor = uptimeMs() - firstEchoed;
            if (heardFor >= settleMs && warmup.isOver() && echoed >= provenFromMs) {
                sequencer.settle();
                heardAgain();
            } else if (heardFor >= settleMs / 2) {
                keys.make(); // whoever has one has told it by now; this one is told before it is used
            }
        }
    }

    /** Who connected while this node was deaf may lack what came and went. */
    private void heardAgain() {
        if (deaf) {
            audience.gap();
        }
        deaf = false;
    }

    private void answer(Hole hole, List<Envelope> told) {
        List<Publication> run = found(hole, RESEND_BYTES);
        if (!run.isEmpty()) {
            Batch batch = new Batch(hole.origin(), ((Stamp) run.get(0).identity()).sequence(), run.stream().map(Batch.Item::of).toList());
            told.add(new Resend(self.origin(), batch));
            answers.heard(new Hole(batch.origin(), batch.first(), batch.last()));
            answers.spent(run.stream().mapToLong(one -> one.payload().bytes()).sum());
        }
    }

    /** The heartbeat of now. Safe for any thread. */
    public Beat beat(long last) {
        List<News> news = sequencer.origins().news().stream().filter(one -> !one.origin().equals(self.origin())).limit(Beat.MAX_NEWS).toList();
        return new Beat(self.origin(), last, uptimeMs(), news, keys.told(), warmup.coverMs()).with(keys.former());
    }

    @Override
    public void deliver(Publication publication) {
        long number = history.append(publication);
        if (number != History.REPEATED) {
            audience.deliver(number, publication);
        }
    }

    @Override
    public void lost(Hole hole) {
        history.raise(hole.origin(), hole.to());
        audience.gap();
        if (hole.origin().equals(self.origin())) {
            unechoed.lost(hole);
        }
    }

    @Override
    public void met(Origin origin, long upTo) {
        history.raise(origin, upTo);
        if (upTo > 0) {
            audience.gap(); // nobody is connected yet, as a rule: such a node is not ready
        }
    }

    @Override
    public void closed(Origin origin) {
        history.close(origin);
    }

    @Override
    public void forgotten(Origin origin) {
        history.forget(origin);
    }
}
