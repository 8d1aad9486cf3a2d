package carillon.doctor.symptoms;

import carillon.backplane.Pulse;
import carillon.backplane.Receipt;
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
    /** So many probes that the broker took; of those that it keeps waiting there are fewer. */
    private static final int UNHEARD = 3;

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
        return spoken && deafToItself && heard && isHeardByNobody()
                ? Optional.of("The broker takes this node's heartbeats, and the server brings those of others, but nobody hears this node: it speaks to another broker or topic than it hears.")
                : Optional.empty();
    }

    /** Whether nobody has heard what it said since it last heard itself; what others heard before that says nothing of now. */
    private boolean isHeardByNobody() {
        long last = roll.own().map(Receipt::last).orElse(0L);
        return roll.due().stream().filter(number -> number > last).count() >= UNHEARD
                && roll.witnesses().stream().flatMap(witness -> witness.ofMine().stream()).noneMatch(receipt -> receipt.last() > last);
    }
}
