package carillon.doctor.symptoms;

import carillon.config.Settings;
import carillon.doctor.Ailment;
import carillon.doctor.Roll;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Nodes of another cluster are heard. */
@Dependent
class OtherCluster implements Symptom {

    private final Roll roll;
    private final String cluster;

    @Inject
    OtherCluster(Settings settings, Roll roll) {
        this.roll = roll;
        this.cluster = settings.cluster();
    }

    @Override
    public Ailment of() {
        return Ailment.OTHER_CLUSTER;
    }

    @Override
    public Optional<String> look() {
        return roll.witnesses().stream().filter(witness -> !witness.cluster().equals(cluster)).findFirst()
                .map(witness -> "Node " + witness.origin() + " on this topic belongs to the cluster '" + witness.cluster() + "', this one to '" + cluster
                        + "' (carillon.cluster): each gets the publications of the other.");
    }
}
