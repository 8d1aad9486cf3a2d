package carillon.relay.intake;

import carillon.backplane.Ask;
import carillon.backplane.Beat;
import carillon.backplane.Part;
import carillon.backplane.Self;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.history.History;
import carillon.sequence.Sequencer;
import carillon.snapshot.Draft;
import carillon.snapshot.Means;
import carillon.snapshot.Mode;
import carillon.snapshot.Quest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gets what another node remembers, before this one says that it is ready. Used by one thread at a time, but for what is said to be safe for any.
 */
@ApplicationScoped
public class Warmup {

    private static final Logger LOG = Logger.getLogger(Warmup.class.getName());

    private final Self self;
    private final Sequencer sequencer;
    private final Ticker ticker;
    private final Quest quest;
    private final Means means;
    private final long windowMs;
    /** How far back this node remembered when it settled. */
    private volatile long coverMs;
    private volatile boolean over;

    /** For the container's proxy only. */
    protected Warmup() {
        this(new Self(Settings.of(Map.of())), null, null, new Means(), Settings.of(Map.of()), null);
    }

    /** Makes one that has not begun. */
    @Inject
    public Warmup(Self self, Sequencer sequencer, History history, Means means, Settings settings, Ticker ticker) {
        this.self = self;
        this.sequencer = sequencer;
        this.ticker = ticker;
        this.means = means;
        this.windowMs = settings.get(Limit.HISTORY_WINDOW_MS);
        this.quest = new Quest(self.origin(), settings, () -> new Draft(history.blank(), settings.get(Limit.HISTORY_FLOORS_MAX)));
    }

    /** What this node remembers may have holes of which nothing is known: another has to be asked again. */
    void begin() {
        over = false;
        coverMs = 0;
        quest.begin();
    }

    /** A heartbeat of another node came before the first of this one: perhaps an old one. */
    void early(Beat beat) {
        means.early(beat.origin(), beat.uptimeMs(), sequencer.origins().uptimeMs(self.origin()).orElse(0));
    }

    /** A node says what it can tell. */
    void heard(Beat beat) {
        means.live(beat.coverMs(), sequencer.origins().uptimeMs(self.origin()).orElse(0));
        if (!beat.origin().equals(self.origin())) {
            quest.offered(beat.origin(), beat.coverMs(), ticker.nanos());
        }
        means.peers(quest.hasOffers(ticker.nanos()));
    }

    /**
     * Goes on, once this node hears what is said.
     *
     * @param allHeard whether whoever is there has been heard by now
     */
    Optional<Ask> step(boolean allHeard) {
        Optional<Ask> ask = quest.step(allHeard, ticker.nanos()).map(want -> new Ask(self.origin(), want.peer(), want.number(), want.from(), null));
        if (quest.isOver() && !over) {
            over = true;
            if (quest.state() == Quest.State.FAILED) {
                means.asked(false);
            }
            tell();
        }
        return ask;
    }

    /** A part of what another node remembers: all of it, if it is the last one that was missing. */
    Optional<Draft> came(Part part) {
        long covered = quest.coverMs(part.origin());
        Optional<Draft> done = quest.came(part.origin(), part.number(), part.index(), part.last(), part.piece(), ticker.nanos());
        done.ifPresent(draft -> {
            coverMs = covered;
            over = true;
            means.asked(true);
            LOG.info(() -> "Warmed up by " + part.origin() + ": " + draft.history().size() + " publications, " + draft.bytes() + " bytes.");
            tell();
        });
        return done;
    }

    private void tell() {
        Mode mode = means.mode();
        boolean failed = quest.state() == Quest.State.FAILED;
        LOG.log(failed ? Level.WARNING : Level.INFO, () -> "Mode " + mode.word() + ": " + switch (mode) {
            case FULL -> "the broker says again what was said before this node listened.";
            case REPAIR -> "other nodes tell what they remember. If all are restarted together nobody does; a broker that says it again, and consumer.retroactive=true, would help.";
            case LIVE_ONLY -> failed
                    ? "no other node answered within carillon.warmup.timeout.ms. Clients that missed something before this node came are told so. See that the nodes' account may make temporary queues."
                    : "there is no other node. Clients that missed something before this node came are told so. A second node would remember it.";
        });
    }

    /** Whether it has ended, well or not. Safe for any thread. */
    public boolean isOver() {
        return over;
    }

    /** How it stands, in a word. */
    public Quest.State state() {
        return quest.state();
    }

    /** How far back this node remembers all, in milliseconds; 0 if it has not settled. Safe for any thread. */
    long coverMs() {
        return sequencer.origins().settledMs().isPresent() ? Math.max(1, Math.min(windowMs, coverMs + sequencer.origins().settledMs().orElse(0))) : 0;
    }
}
