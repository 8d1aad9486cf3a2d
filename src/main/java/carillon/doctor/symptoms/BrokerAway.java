package carillon.doctor.symptoms;

import carillon.backplane.Uplink;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** The broker does not take what this node says: it is not there, or does not answer. */
@Dependent
class BrokerAway implements Symptom {

    private static final long SILENT_MS = 5_000;
    /** A node that boots, or connects again, needs a moment. */
    private static final int PATIENCE_LOOKS = 3;

    private final Uplink uplink;
    /** A turn waits for a heartbeat's interval, and for the broker. */
    private final long turnMs;
    private int looks;

    @Inject
    BrokerAway(Uplink uplink, Settings settings) {
        this.uplink = uplink;
        this.turnMs = SILENT_MS + settings.get(Limit.HEARTBEAT_INTERVAL_MS);
    }

    @Override
    public Ailment of() {
        return Ailment.BROKER_AWAY;
    }

    @Override
    public Optional<String> look() {
        if (!uplink.hasBegun() || uplink.hasEnded()) {
            return Optional.empty();
        }
        if (uplink.turnMs() > turnMs) {
            return Optional.of("The broker has not answered for " + uplink.turnMs() / 1_000 + " s.");
        }
        looks = uplink.takenMs().isPresent() ? 0 : looks + 1;
        return looks < PATIENCE_LOOKS ? Optional.empty() : Optional.of("The broker can't be reached, or refuses this node, which tries again four times a second; the node's log says why.");
    }
}
