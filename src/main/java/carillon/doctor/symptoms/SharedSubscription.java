package carillon.doctor.symptoms;

import carillon.doctor.Ailment;
import carillon.doctor.Roll;
import carillon.doctor.Symptom;
import carillon.doctor.Witness;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Each of this node's probes reaches one node only, this one or another: they share a subscription, or hear a queue.
 *
 * <p>Seen where others that have heard nothing that this node has tell of what it has not; where they are many each tells little, and what this node lacks is enough, as
 * long as nothing was heard by two. What a broker drops for one slow node is no such thing: of the rest both have heard all.
 */
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
        List<Long> due = roll.due();
        Set<Long> here = due.stream().filter(number -> roll.own().filter(receipt -> receipt.has(number)).isPresent()).collect(Collectors.toSet());
        List<Set<Long>> others = roll.witnesses().stream().map(witness -> heard(witness, due)).toList();
        List<Set<Long>> apart = others.stream().filter(theirs -> Collections.disjoint(theirs, here)).toList();
        Set<Long> elsewhere = apart.stream().flatMap(Set::stream).collect(Collectors.toSet());
        boolean seen = elsewhere.size() >= MISSED && here.size() + elsewhere.size() >= ENOUGH;
        boolean inferred = !others.isEmpty() && apart.size() == others.size() && !here.isEmpty() && due.size() - here.size() > MISSED;
        return seen || inferred ? Optional.of(diagnosis(due.size(), here.size(), elsewhere.size())) : Optional.empty();
    }

    private static Set<Long> heard(Witness witness, List<Long> due) {
        return due.stream().filter(number -> witness.ofMine().filter(receipt -> receipt.has(number)).isPresent()).collect(Collectors.toSet());
    }

    private static String diagnosis(int due, int here, int elsewhere) {
        return "Of the last " + due + " heartbeats of this node it has heard " + here + ", other nodes have heard " + elsewhere
                + ", and none was heard by both: each message reaches only one of them, so they share a subscription, or hear a queue"
                + (here == 0 ? "; or what this node says is kept from it (noLocal)." : ".");
    }
}
