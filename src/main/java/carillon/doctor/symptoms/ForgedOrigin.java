package carillon.doctor.symptoms;

import carillon.backplane.Self;
import carillon.config.Ticker;
import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Something came in the name of this node that it never sent, so that it had to take another origin. */
@Dependent
class ForgedOrigin implements Symptom {

    private static final long TOLD_NANOS = 3_600_000_000_000L;

    private final Self self;
    private final Ticker ticker;
    private long seen;
    private long seenAt;

    @Inject
    ForgedOrigin(Self self, Ticker ticker) {
        this.self = self;
        this.ticker = ticker;
    }

    @Override
    public Ailment of() {
        return Ailment.FORGED_ORIGIN;
    }

    @Override
    public Optional<String> look() {
        long renewals = self.renewals();
        if (renewals > seen) {
            seenAt = ticker.nanos();
        }
        seen = renewals;
        return seen == 0 || ticker.nanos() - seenAt > TOLD_NANOS ? Optional.empty() : Optional.of("In the last hour something came in the name of this node that it never sent; it has taken another origin "
                + renewals + " time(s), and publishes as " + self.origin() + ". Either this node runs twice (a copy of a virtual machine), or somebody has the cluster's key, or unsigned envelopes are accepted.");
    }
}
