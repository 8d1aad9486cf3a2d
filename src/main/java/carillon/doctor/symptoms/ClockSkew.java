package carillon.doctor.symptoms;

import carillon.doctor.Ailment;
import carillon.doctor.Roll;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Optional;

/** The clock of another node differs by more than 5 s. Carillon does not need them to go alike; people who read logs do. */
@Dependent
class ClockSkew implements Symptom {

    private static final long MOST_MS = 5_000;

    private final Roll roll;

    @Inject
    ClockSkew(Roll roll) {
        this.roll = roll;
    }

    @Override
    public Ailment of() {
        return Ailment.CLOCK_SKEW;
    }

    @Override
    public Optional<String> look() {
        return roll.witnesses().stream().max(Comparator.comparingLong(witness -> Math.abs(witness.aheadMs()))).filter(witness -> Math.abs(witness.aheadMs()) > MOST_MS)
                .map(witness -> "The clock of node " + witness.origin() + " is " + Math.abs(witness.aheadMs()) / 1_000 + " s " + (witness.aheadMs() > 0 ? "ahead of" : "behind") + " this node's.");
    }
}
