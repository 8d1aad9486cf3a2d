package carillon.doctor.symptoms;

import carillon.backplane.Downlink;
import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** The listener has been at work on one message for longer than any takes. */
@Dependent
class WedgedListener implements Symptom {

    /** Delivery waits for nobody but this node's writers, and for them a quarter of a second. */
    private static final long LONG_MS = 5_000;

    private final Downlink downlink;

    @Inject
    WedgedListener(Downlink downlink) {
        this.downlink = downlink;
    }

    @Override
    public Ailment of() {
        return Ailment.WEDGED_LISTENER;
    }

    @Override
    public Optional<String> look() {
        return downlink.busyMs() >= LONG_MS ? Optional.of("The listener has been at work on one message for " + downlink.busyMs() / 1_000 + " s; nothing is delivered meanwhile.")
                : Optional.empty();
    }
}
