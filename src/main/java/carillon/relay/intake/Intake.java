package carillon.relay.intake;

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
import carillon.channel.Publication;
import carillon.config.Settings;
import carillon.history.History;
import carillon.history.cursor.CursorKeys;
import carillon.sequence.Answers;
import carillon.sequence.News;
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
public class Intake {

    private final Self self;
    private final Sequencer sequencer;
    private final Unechoed unechoed;
    private final History history;
    private final CursorKeys keys;
    private final Audience audience;
    private final Warmup warmup;
    private final Lender lender;
    private final Scribe scribe;
    private final Repairs repairs;
    private final Settling settling;
    private final Takeover takeover;
    private final Impostor impostor;

    /** For the container's proxy only. */
    protected Intake() {
        this(new Self(Settings.of(Map.of())), null, new Sequencer(Settings.of(Map.of()), () -> 0), null, null, null, null, null, null, null, Settings.of(Map.of()));
    }

    /** Makes one that has heard nothing. */
    @Inject
    public Intake(Self self, Peers peers, Sequencer sequencer, Answers answers, Unechoed unechoed, History history, CursorKeys keys, Audience audience,
            Warmup warmup, Lender lender, Settings settings) {
        this.self = self;
        this.sequencer = sequencer;
        this.unechoed = unechoed;
        this.history = history;
        this.keys = keys;
        this.audience = audience;
        this.warmup = warmup;
        this.lender = lender;
        this.scribe = new Scribe(self, history, unechoed, audience);
        this.repairs = new Repairs(self, peers, sequencer, answers, unechoed, history);
        this.settling = new Settling(self, sequencer, keys, audience, warmup, settings);
        this.takeover = new Takeover(self, sequencer, unechoed, history, audience);
        this.impostor = new Impostor(self, sequencer, unechoed);
        sequencer.begin(self.origin());
    }

    /**
     * Publications, from their origin.
     *
     * @return whether any was new
     */
    public boolean batch(Batch batch) {
        List<Publication> publications = batch.publications();
        if (impostor.made(batch, publications)) {
            return false;
        }
        long duplicates = sequencer.tally().duplicates();
        publications.forEach(one -> sequencer.offer(one, scribe));
        came(batch);
        return sequencer.tally().duplicates() - duplicates < publications.size();
    }

    private void came(Batch batch) {
        flush();
        if (batch.origin().equals(self.origin())) {
            unechoed.echoed(batch.origin(), sequencer.position(batch.origin()));
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
        if (impostor.made(beat)) {
            return;
        }
        beat.key().ifPresent(keys::heard);
        beat.formerKeys().forEach(keys::heard);
        if (!settling.isHearing() && !beat.origin().equals(self.origin())) {
            early(beat);
            return;
        }
        warmup.heard(beat);
        sequencer.told(new News(beat.origin(), beat.last(), 0, beat.uptimeMs()), scribe);
        beat.retired().forEach(origin -> sequencer.retire(origin, scribe));
        for (News news : beat.news()) {
            if (!impostor.isBehind(news) && !news.origin().equals(self.origin()) && !news.origin().equals(beat.origin())) {
                sequencer.told(news, scribe);
            }
        }
        if (beat.origin().equals(self.origin())) {
            settling.echoed(beat.uptimeMs());
        }
        flush();
    }

    private void early(Beat beat) {
        warmup.early(beat);
        if (!settling.wasDeaf()) {
            sequencer.replayed(beat.origin(), beat.last(), beat.uptimeMs(), scribe);
            flush();
        }
    }

    /** A publication of a foreign program, not heard before. */
    public void foreign(Publication publication) {
        scribe.deliver(publication);
        flush();
    }

    /** Somebody lacks something. */
    public void repair(Repair repair) {
        if (!impostor.isBehind(repair.hole()) && settling.isHearing()) {
            repairs.asked(repair);
        }
    }

    /** What somebody lacked; perhaps this node lacks it too. */
    public void resend(Resend resend) {
        Batch batch = resend.batch();
        List<Publication> publications = batch.publications();
        if (impostor.made(batch, publications)) {
            return;
        }
        repairs.heard(batch);
        publications.forEach(one -> sequencer.again(one, scribe));
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

    private void takeOver(Draft draft) {
        takeover.of(draft, scribe);
        settling.prove();
    }

    /** The ids of the foreign publications that were taken over, once: they are duplicates if they come now. */
    public Set<ForeignId> remembered() {
        return takeover.remembered();
    }

    private Optional<Ask> warm() {
        return warmup.isOver() || !settling.mayAsk() ? Optional.empty() : warmup.step(settling.allHeard());
    }

    /**
     * Does what is due. To be called many times a second.
     *
     * @return what is to be told to all nodes
     */
    public List<Envelope> tick() {
        sequencer.expire(scribe);
        history.expire();
        List<Envelope> told = new ArrayList<>();
        warm().ifPresent(told::add);
        settling.step();
        flush();
        told.addAll(lender.due());
        repairs.due(told);
        return told;
    }

    /** The heartbeat of now. Safe for any thread. */
    public Beat beat(long last) {
        List<News> news = sequencer.origins().news().stream().filter(one -> !one.origin().equals(self.origin())).limit(Beat.MAX_NEWS).toList();
        return new Beat(self.origin(), last, settling.uptimeMs(), news, keys.told(), warmup.coverMs()).with(keys.former()).withRetired(self.retired());
    }
}
