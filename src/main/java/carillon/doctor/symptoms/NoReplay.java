package carillon.doctor.symptoms;

import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import carillon.snapshot.Means;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** The broker did not say again what was said before this node listened; other nodes did. */
@Dependent
class NoReplay implements Symptom {

    private final Means means;

    @Inject
    NoReplay(Means means) {
        this.means = means;
    }

    @Override
    public Ailment of() {
        return Ailment.NO_REPLAY;
    }

    @Override
    public Optional<String> look() {
        return means.lacksReplay() ? Optional.of("Mode repair: the broker did not say again what was said before this node listened. Other nodes told it; if all are restarted together, nobody does.")
                : Optional.empty();
    }
}
