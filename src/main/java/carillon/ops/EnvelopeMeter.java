package carillon.ops;

import static carillon.ops.Families.counter;

import carillon.backplane.Refusal;
import carillon.backplane.Refusals;
import carillon.backplane.Self;
import carillon.sequence.Sequencer;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Stream;

/** Reads what came in the name of nodes and was not believed. */
@ApplicationScoped
public class EnvelopeMeter implements Meter {

    private final Refusals refusals;
    private final Sequencer sequencer;
    private final Self self;

    /** For the container's proxy only. */
    protected EnvelopeMeter() {
        this(null, null, null);
    }

    /** Makes one of what it reads. */
    @Inject
    public EnvelopeMeter(Refusals refusals, Sequencer sequencer, Self self) {
        this.refusals = refusals;
        this.sequencer = sequencer;
        this.self = self;
    }

    @Override
    public Stream<MetricSnapshot> read() {
        return Stream.of(
                counter("envelopes_refused", "Envelopes that claim to come from a node and were refused, by reason.", "reason", Stream.of(Refusal.values()), Refusal::word, refusals::count),
                counter("sequences_implausible", "Sequences that were passed over because no node publishes so fast.", sequencer.tally().leaps()),
                counter("origin_renewals", "Times that this node took another origin because something came in its name that it never sent.", self.renewals()));
    }
}
