package carillon.relay.intake;

import carillon.backplane.Batch;
import carillon.backplane.Envelope;
import carillon.backplane.Peers;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.Self;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.history.History;
import carillon.sequence.Answers;
import carillon.sequence.Hole;
import carillon.sequence.Sequencer;
import carillon.sequence.Unechoed;
import java.util.List;

/** Asks for what this node lacks, and sends again what others lack. Used by one thread at a time. */
final class Repairs {

    private static final int REPAIRS_A_TICK = 16;
    private static final int RESEND_BYTES = 262_144;

    private final Self self;
    private final Peers peers;
    private final Sequencer sequencer;
    private final Answers answers;
    private final Unechoed unechoed;
    private final History history;

    Repairs(Self self, Peers peers, Sequencer sequencer, Answers answers, Unechoed unechoed, History history) {
        this.self = self;
        this.peers = peers;
        this.sequencer = sequencer;
        this.answers = answers;
        this.unechoed = unechoed;
        this.history = history;
    }

    /** Somebody lacks something. */
    void asked(Repair repair) {
        Hole hole = repair.hole();
        boolean own = hole.origin().equals(self.origin());
        if ((own || !repair.origin().equals(self.origin())) && !found(hole, 1).isEmpty()) {
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

    /** Somebody, perhaps this node, has sent these again. */
    void heard(Batch batch) {
        answers.heard(new Hole(batch.origin(), batch.first(), batch.last()));
    }

    /** Adds what is to be told to all nodes now. */
    void due(List<Envelope> told) {
        sequencer.asks().stream().limit(REPAIRS_A_TICK).forEach(hole -> told.add(new Repair(self.origin(), hole)));
        answers.due().forEach(hole -> answer(hole, told));
    }

    private void answer(Hole hole, List<Envelope> told) {
        List<Publication> run = found(hole, RESEND_BYTES);
        if (!run.isEmpty()) {
            Batch batch = new Batch(hole.origin(), ((Stamp) run.get(0).identity()).sequence(), run.stream().map(Batch.Item::of).toList());
            told.add(new Resend(self.origin(), batch));
            heard(batch);
            answers.spent(run.stream().mapToLong(one -> one.payload().bytes()).sum());
        }
    }
}
