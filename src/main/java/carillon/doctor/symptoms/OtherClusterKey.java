package carillon.doctor.symptoms;

import carillon.backplane.Refusal;
import carillon.backplane.Refusals;
import carillon.config.Ticker;
import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Envelopes come that are signed with a key that this node does not have. */
@Dependent
class OtherClusterKey implements Symptom {

    private final Refusals refusals;
    private final Lately lately;

    @Inject
    OtherClusterKey(Refusals refusals, Ticker ticker) {
        this.refusals = refusals;
        this.lately = new Lately(ticker);
    }

    @Override
    public Ailment of() {
        return Ailment.OTHER_CLUSTER_KEY;
    }

    @Override
    public Optional<String> look() {
        long count = lately.grown(refusals.count(Refusal.OTHER_KEY));
        return count == 0 ? Optional.empty() : Optional.of(count + " envelopes that were signed with another key were refused in the last minute: nodes on this topic have another carillon.cluster.key"
                + " (or carillon.broker.password, where that is not set) than this one, and neither hears the other.");
    }
}
