package carillon.doctor.symptoms;

import carillon.backplane.Pulse;
import carillon.backplane.Uplink;
import carillon.doctor.Ailment;
import carillon.doctor.Roll;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** This node hears others, but not itself: it speaks to another broker or topic than it hears. */
@Dependent
class OneWay implements Symptom {

    private static final long PATIENCE_MS = 5_000;
    private static final long HEARD_MS = 3_000;

    private final Uplink uplink;
    private final Pulse pulse;
    private final Roll roll;

    @Inject
    OneWay(Uplink uplink, Pulse pulse, Roll roll) {
        this.uplink = uplink;
        this.pulse = pulse;
        this.roll = roll;
    }

    @Override
    public Ailment of() {
        return Ailment.ONE_WAY;
    }

    @Override
    public Optional<String> look() {
        boolean spoken = uplink.takenMs().orElse(0) >= PATIENCE_MS && !uplink.hasEnded();
        boolean deafToItself = pulse.ageMs().orElse(Long.MAX_VALUE) >= PATIENCE_MS;
        boolean heard = roll.silentMs() >= 0 && roll.silentMs() < HEARD_MS && !roll.witnesses().isEmpty();
        boolean heardByOthers = roll.witnesses().stream().anyMatch(witness -> witness.ofMine().isPresent());
        return spoken && deafToItself && heard && !heardByOthers
                ? Optional.of("The broker takes this node's heartbeats, and the server brings those of others, but nobody hears this node: it speaks to another broker or topic than it hears.")
                : Optional.empty();
    }
}
