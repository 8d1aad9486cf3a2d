package carillon.relay;

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
    private final long windowMs;
    /** How far back this node remembered when it settled. */
    private volatile long coverMs;
    private volatile boolean over;

    /** For the container's proxy only. */
    protected Warmup() {
        this(new Self(Settings.of(Map.of())), null, null, Settings.of(Map.of()), null);
    }

    /** Makes one that has not begun. */
    @Inject
    public Warmup(Self self, Sequencer sequencer, History history, Settings settings, Ticker ticker) {
        this.self = self;
        this.sequencer = sequencer;
        this.ticker = ticker;
        this.windowMs = settings.get(Limit.HISTORY_WINDOW_MS);
        this.quest = new Quest(self.origin(), settings, () -> new Draft(history.blank(), settings.get(Limit.HISTORY_FLOORS_MAX)));
    }

    /** What this node remembers may have holes of which nothing is known: another has to be asked again. */
    void begin() {
        over = false;
        coverMs = 0;
        quest.begin();
    }

    /** A node says what it can tell. */
    void heard(Beat beat) {
        quest.offered(beat.origin(), beat.coverMs(), ticker.nanos());
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
            LOG.log(quest.state() == Quest.State.FAILED ? Level.WARNING : Level.INFO, () -> quest.state() == Quest.State.FAILED
                    ? "Nobody told this node what was published before it came: clients that missed some of it are told so."
                    : "There is nobody who could tell this node what was published before it came.");
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
            LOG.info(() -> "Warmed up by " + part.origin() + ": " + draft.history().size() + " publications, " + draft.bytes() + " bytes.");
        });
        return done;
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
        return sequencer.settledMs().isPresent() ? Math.max(1, Math.min(windowMs, coverMs + sequencer.settledMs().orElse(0))) : 0;
    }
}
