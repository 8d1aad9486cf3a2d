package carillon.relay.intake;

import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Self;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.sequence.Hole;
import carillon.sequence.News;
import carillon.sequence.Sequencer;
import carillon.sequence.Unechoed;
import java.util.List;
import java.util.logging.Logger;

/**
 * Notices that somebody speaks in the name of this node, and has the node take another origin then: what it publishes would be taken for repetitions otherwise, and reach nobody.
 *
 * <p>It needs the cluster's key, or a cluster that accepts unsigned envelopes; or a second copy of the node, such as a virtual machine that was put back to an earlier state. Used by one
 * thread at a time.
 */
final class Impostor {

    private static final Logger LOG = Logger.getLogger(Impostor.class.getName());

    private static final int SAID = 10;
    private static final int SAID_EACH = 1_000;

    private final Self self;
    private final Sequencer sequencer;
    private final Unechoed unechoed;

    Impostor(Self self, Sequencer sequencer, Unechoed unechoed) {
        this.self = self;
        this.sequencer = sequencer;
        this.unechoed = unechoed;
    }

    /** Whether a batch in this node's name is not its own. */
    boolean made(Batch batch, List<Publication> publications) {
        return isFalse(batch.origin(), batch.last(), "a publication") || batch.origin().equals(self.origin()) && !unechoed.mayBeOwn(publications) && noticed("a publication");
    }

    /** Whether a heartbeat in this node's name is not its own. */
    boolean made(Beat beat) {
        return isFalse(beat.origin(), beat.last(), "a heartbeat");
    }

    /** Whether somebody believes that this node has published what it has not. */
    boolean isBehind(News news) {
        return isFalse(news.origin(), news.last(), "what another node has heard");
    }

    /** Whether somebody asks for what this node has not published. */
    boolean isBehind(Hole hole) {
        return isFalse(hole.origin(), hole.to(), "a request");
    }

    private boolean isFalse(Origin origin, long last, String what) {
        boolean never = self.neverGave(origin, last);
        if (never && origin.equals(self.origin())) {
            noticed(what);
        }
        return never;
    }

    /** The first times, and now and then. */
    private boolean isToBeSaid() {
        return self.renewals() < SAID || self.renewals() % SAID_EACH == 0;
    }

    private boolean noticed(String what) {
        Origin old = self.origin();
        self.renew(fresh -> sequencer.begin(fresh, old)).filter(fresh -> isToBeSaid()).ifPresent(fresh -> LOG.severe(() -> "Somebody else speaks in the name of this node: " + what + " came for its origin " + old
                + " that this node never sent. It publishes as " + fresh + " from now on. Either this node runs twice (a copy of a virtual machine), or whoever did that has the cluster's key,"
                + " or the cluster accepts unsigned envelopes."));
        return true;
    }
}
