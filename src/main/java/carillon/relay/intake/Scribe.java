package carillon.relay.intake;

import carillon.backplane.Self;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.history.History;
import carillon.sequence.Hole;
import carillon.sequence.Outlet;
import carillon.sequence.Unechoed;

/** Writes into the history what comes out of the sequencer, and hands it to the clients. Used by one thread at a time. */
final class Scribe implements Outlet {

    private final Self self;
    private final History history;
    private final Unechoed unechoed;
    private final Audience audience;

    Scribe(Self self, History history, Unechoed unechoed, Audience audience) {
        this.self = self;
        this.history = history;
        this.unechoed = unechoed;
        this.audience = audience;
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
    public void retired(Origin origin, long upTo) {
        history.raise(origin, upTo);
        audience.gap();
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
