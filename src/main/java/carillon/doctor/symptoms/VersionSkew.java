package carillon.doctor.symptoms;

import carillon.config.Release;
import carillon.doctor.Ailment;
import carillon.doctor.Roll;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Nodes run other versions than this one: as it is during a rolling upgrade, and only then. */
@Dependent
class VersionSkew implements Symptom {

    private final Release release;
    private final Roll roll;

    @Inject
    VersionSkew(Release release, Roll roll) {
        this.release = release;
        this.roll = roll;
    }

    @Override
    public Ailment of() {
        return Ailment.VERSION_SKEW;
    }

    @Override
    public Optional<String> look() {
        return roll.witnesses().stream().filter(witness -> !witness.release().equals(Optional.of(release.version()))).findFirst()
                .map(witness -> "Node " + witness.origin() + " runs " + witness.release().map(version -> "version " + version).orElse("an older version that does not say which")
                        + ", this one " + release.version() + ".");
    }
}
