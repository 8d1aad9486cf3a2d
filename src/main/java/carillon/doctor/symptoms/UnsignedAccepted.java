package carillon.doctor.symptoms;

import carillon.config.Settings;
import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** This node accepts envelopes without a signature, as it should during an upgrade only. */
@Dependent
class UnsignedAccepted implements Symptom {

    private final boolean accepted;

    @Inject
    UnsignedAccepted(Settings settings) {
        this.accepted = settings.clusterKeys().unsignedAccepted();
    }

    @Override
    public Ailment of() {
        return Ailment.UNSIGNED_ACCEPTED;
    }

    @Override
    public Optional<String> look() {
        return accepted ? Optional.of("This node accepts envelopes without a signature (carillon.cluster.unsigned=accept): whoever may write to the topic can speak in the name of any node."
                + " Once no node of an older version is left, take the setting away.") : Optional.empty();
    }
}
