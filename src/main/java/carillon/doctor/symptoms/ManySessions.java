package carillon.doctor.symptoms;

import carillon.backplane.Downlink;
import carillon.doctor.Ailment;
import carillon.doctor.Roll;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** The listener is called for several messages at once, or messages of one node come out of order. */
@Dependent
class ManySessions implements Symptom {

    /** When a connection is made again, once may be by chance. */
    private static final int OFTEN = 3;

    private final Downlink downlink;
    private final Roll roll;

    @Inject
    ManySessions(Downlink downlink, Roll roll) {
        this.downlink = downlink;
        this.roll = roll;
    }

    @Override
    public Ailment of() {
        return Ailment.MANY_SESSIONS;
    }

    @Override
    public Optional<String> look() {
        if (downlink.overlaps() >= OFTEN) {
            return Optional.of("The server has called the listener " + downlink.overlaps() + " times while it was at work: it has more than one session, and order is lost.");
        }
        return roll.disorder() >= OFTEN ? Optional.of("Heartbeats come behind later ones of the same node: the listener has more than one session, or the broker keeps no order.")
                : Optional.empty();
    }
}
