package carillon.relay;

import carillon.backplane.Self;
import carillon.history.cursor.Claim;
import carillon.history.cursor.Cursor;
import carillon.history.cursor.CursorSeal;
import carillon.sequence.Sequencer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;

/** Gives clients the cursors that they keep, and takes them back. Safe for use by any thread. */
@ApplicationScoped
public class Cursors {

    private final Self self;
    private final Sequencer sequencer;
    private final CursorSeal seal;

    /** For the container's proxy only. */
    protected Cursors() {
        this(null, null, null);
    }

    /** Makes one of what this node knows. */
    @Inject
    public Cursors(Self self, Sequencer sequencer, CursorSeal seal) {
        this.self = self;
        this.sequencer = sequencer;
        this.seal = seal;
    }

    /** How far a connection has seen whose queue holds all that this node has delivered. */
    public Cursor now() {
        long uptimeMs = sequencer.origins().uptimeMs(self.origin()).orElse(0); // before the positions: a cursor may look older than it is
        return new Cursor(self.origin(), uptimeMs, sequencer.origins().positions());
    }

    /** What a user of this node may keep who has all that was queued; empty as long as this node can't seal it. */
    public Optional<String> sealed(String user) {
        return seal(now(), user);
    }

    /** A cursor as a user may keep it; empty as long as this node has not settled: the others might not know it. */
    public Optional<String> seal(Cursor cursor, String user) {
        return sequencer.origins().isSettled() ? seal.seal(cursor, user) : Optional.empty();
    }

    /** The cursor that a user hands in; empty if it is none of theirs, or too old to prove anything. */
    public Optional<Claim> open(String text, String user) {
        return seal.open(text, user).flatMap(cursor -> {
            OptionalLong age = sequencer.origins().ageMs(cursor.maker(), cursor.uptimeMs());
            return age.isPresent() ? Optional.of(new Claim(cursor, age.getAsLong())) : Optional.empty();
        });
    }
}
