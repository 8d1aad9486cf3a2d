package carillon.doctor.symptoms;

import carillon.doctor.Ailment;
import carillon.doctor.Roll;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Messages come more than once, again and again. */
@Dependent
class DuplicateDelivery implements Symptom {

    /** A broker that says again what it has says it once. */
    private static final int OFTEN = 3;

    private final Roll roll;

    @Inject
    DuplicateDelivery(Roll roll) {
        this.roll = roll;
    }

    @Override
    public Ailment of() {
        return Ailment.DUPLICATE_DELIVERY;
    }

    @Override
    public Optional<String> look() {
        return roll.repeats() >= OFTEN ? Optional.of("Heartbeats come more than once, in " + roll.repeats()
                + " of the last 10 s: two listeners, or two ways through a network of brokers. Duplicates are dropped, but cost.") : Optional.empty();
    }
}
