package carillon.doctor.symptoms;

import carillon.doctor.Ailment;
import carillon.doctor.Roll;
import carillon.doctor.Symptom;
import carillon.doctor.Witness;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Each of this node's probes reaches one node only, this one or another: they share a subscription, or hear a queue. */
@Dependent
class SharedSubscription implements Symptom {

    /** What gets lost by chance is less, or others are heard by both. */
    private static final int MISSED = 2;
    private static final int ENOUGH = 5;

    private final Roll roll;

    @Inject
    SharedSubscription(Roll roll) {
        this.roll = roll;
    }

    @Override
    public Ailment of() {
        return Ailment.SHARED_SUBSCRIPTION;
    }

    @Override
    public Optional<String> look() {
        Set<Long> here = new HashSet<>(roll.due());
        here.removeIf(number -> roll.own().filter(receipt -> receipt.has(number)).isEmpty());
        Set<Long> elsewhere = new HashSet<>();
        roll.witnesses().stream().map(witness -> heard(witness, roll.due())).filter(theirs -> Collections.disjoint(theirs, here)).forEach(elsewhere::addAll);
        return elsewhere.size() < MISSED || here.size() + elsewhere.size() < ENOUGH ? Optional.empty()
                : Optional.of("Of the last " + (here.size() + elsewhere.size()) + " heartbeats of this node it has heard " + here.size() + ", and others the other " + elsewhere.size()
                        + ": each message reaches only one of them, so they share a subscription, or hear a queue.");
    }

    private static Set<Long> heard(Witness witness, List<Long> due) {
        return due.stream().filter(number -> witness.ofMine().filter(receipt -> receipt.has(number)).isPresent()).collect(Collectors.toSet());
    }
}
