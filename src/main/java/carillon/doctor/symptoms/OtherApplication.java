package carillon.doctor.symptoms;

import carillon.backplane.Refusals;
import carillon.backplane.Rejected;
import carillon.backplane.Rejections;
import carillon.config.Ticker;
import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Messages come that no node of Carillon and no program for it would send. Those that claim to come from a node are another matter. */
@Dependent
class OtherApplication implements Symptom {

    private static final int OFTEN = 3;

    private final Rejections rejections;
    private final Refusals refusals;
    private final Lately lately;

    @Inject
    OtherApplication(Rejections rejections, Refusals refusals, Ticker ticker) {
        this.rejections = rejections;
        this.refusals = refusals;
        this.lately = new Lately(ticker);
    }

    @Override
    public Ailment of() {
        return Ailment.OTHER_APPLICATION;
    }

    @Override
    public Optional<String> look() {
        long count = lately.grown(rejections.count() - refusals.count());
        return count < OFTEN ? Optional.empty() : Optional.of(count + " messages that can't be understood came in the last minute; of the latest: " + reason()
                + " Another application, or another version of Carillon, uses this topic.");
    }

    private String reason() {
        List<Rejected> latest = rejections.latest().stream().filter(one -> one.refusal() == null).toList();
        return latest.isEmpty() ? "" : latest.get(latest.size() - 1).reason();
    }
}
