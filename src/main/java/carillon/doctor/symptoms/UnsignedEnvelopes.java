package carillon.doctor.symptoms;

import carillon.backplane.Refusal;
import carillon.backplane.Refusals;
import carillon.config.Ticker;
import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Something claims to come from a node and has no valid signature: an older node, or a forger. */
@Dependent
class UnsignedEnvelopes implements Symptom {

    private final Refusals refusals;
    private final Lately lately;

    @Inject
    UnsignedEnvelopes(Refusals refusals, Ticker ticker) {
        this.refusals = refusals;
        this.lately = new Lately(ticker);
    }

    @Override
    public Ailment of() {
        return Ailment.UNSIGNED_ENVELOPES;
    }

    @Override
    public Optional<String> look() {
        long count = lately.grown(refusals.count() - refusals.count(Refusal.OTHER_KEY));
        return count == 0 ? Optional.empty() : Optional.of(count + " envelopes without a valid signature of a node were refused in the last minute: nodes of an older version are on this topic"
                + " (during their upgrade set carillon.cluster.unsigned=accept), or somebody who may write to it forges envelopes.");
    }
}
