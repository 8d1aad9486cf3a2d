package carillon.doctor.symptoms;

import carillon.backplane.Peers;
import carillon.backplane.Pulse;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Fewer nodes are heard than there should be: they are down, or each hears a broker of its own. */
@Dependent
class MissingNodes implements Symptom {

    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final Peers peers;
    private final Pulse pulse;
    private final Ticker ticker;
    private final int expected;
    private boolean missing;
    private long since;

    @Inject
    MissingNodes(Settings settings, Peers peers, Pulse pulse, Ticker ticker) {
        this.peers = peers;
        this.pulse = pulse;
        this.ticker = ticker;
        this.expected = settings.get(Limit.NODES_EXPECTED);
    }

    @Override
    public Ailment of() {
        return Ailment.MISSING_NODES;
    }

    @Override
    public Optional<String> look() {
        int present = peers.present().size();
        if (present >= expected || !pulse.alive()) {
            missing = false;
            return Optional.empty();
        }
        if (!missing) {
            missing = true;
            since = ticker.nanos();
        }
        return ticker.nanos() - since < PATIENCE_NANOS ? Optional.empty() : Optional.of(diagnosis(present));
    }

    private String diagnosis(int present) {
        return present > 1 ? "Of " + expected + " nodes (carillon.nodes.expected) " + present + " are heard: the others are down, still starting, or at another broker or topic."
                : "Of " + expected + " nodes (carillon.nodes.expected) this one hears only itself: the others are down, still starting, or each has a broker of its own, private or embedded.";
    }
}
