package carillon.relay.intake;

import carillon.backplane.Self;
import carillon.channel.ForeignId;
import carillon.history.History;
import carillon.sequence.Outlet;
import carillon.sequence.Sequencer;
import carillon.sequence.Unechoed;
import carillon.snapshot.Draft;
import java.util.Set;

/** Puts what another node remembers in the place of what is here. Used by one thread at a time. */
final class Takeover {

    private final Self self;
    private final Sequencer sequencer;
    private final Unechoed unechoed;
    private final History history;
    private final Audience audience;
    private boolean done;

    Takeover(Self self, Sequencer sequencer, Unechoed unechoed, History history, Audience audience) {
        this.self = self;
        this.sequencer = sequencer;
        this.unechoed = unechoed;
        this.history = history;
        this.audience = audience;
    }

    /** What was delivered meanwhile stays, where it is newer. Who is connected already may have missed what this node now takes over without a word. */
    void of(Draft draft, Outlet outlet) {
        if (sequencer.isBehind(draft.reached())) {
            audience.gap();
        }
        history.adopt(draft.history(), draft.positions());
        sequencer.restore(draft.reached(), outlet);
        unechoed.echoed(self.origin(), sequencer.position(self.origin()));
        done = true;
    }

    /** The ids of the foreign publications that were taken over, once; empty if nothing was. */
    Set<ForeignId> remembered() {
        Set<ForeignId> ids = done ? history.foreignIds() : Set.of();
        done = false;
        return ids;
    }
}
