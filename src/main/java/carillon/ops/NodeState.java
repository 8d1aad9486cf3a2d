package carillon.ops;

import carillon.backplane.Pulse;
import carillon.backplane.Self;
import carillon.doctor.Ailment;
import carillon.doctor.Doctor;
import carillon.doctor.Finding;
import carillon.doctor.Severity;
import carillon.doctor.Vitality;
import carillon.hub.Draining;
import carillon.sequence.Sequencer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether this node has started, is ready, is alive: the same answers by every door. Stateless. */
@ApplicationScoped
public class NodeState {

    private final Self self;
    private final Pulse pulse;
    private final Sequencer sequencer;
    private final Draining draining;
    private final Vitality vitality;
    private final Doctor doctor;

    /** For the container's proxy only. */
    protected NodeState() {
        this(null, null, null, null, null, null);
    }

    /** Makes one of what it asks. */
    @Inject
    public NodeState(Self self, Pulse pulse, Sequencer sequencer, Draining draining, Vitality vitality, Doctor doctor) {
        this.self = self;
        this.pulse = pulse;
        this.sequencer = sequencer;
        this.draining = draining;
        this.vitality = vitality;
        this.doctor = doctor;
    }

    /** The node's name. */
    String name() {
        return self.name();
    }

    /** Whether this node may be sent clients. */
    boolean isReady() {
        return isUp(readiness());
    }

    /** Whether all that runs by itself does. */
    boolean isLive() {
        return isUp(liveness());
    }

    static boolean isUp(List<Check> checks) {
        return checks.stream().allMatch(Check::up);
    }

    /** That this node hears its own heartbeat through the broker, has heard of all others, and is not about to stop; that none of its threads has died; and what the doctor finds. */
    List<Check> readiness() {
        boolean up = pulse.alive() && sequencer.origins().isSettled() && !draining.isBegun();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("heartbeatAgeMs", pulse.ageMs().isPresent() ? pulse.ageMs().getAsLong() : null);
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("backplane", up, data));
        vitality.dead().ifPresent(why -> checks.add(new Check("threads", false, Map.of("diagnosis", why))));
        doctor.findings().stream().map(NodeState::check).forEach(checks::add);
        return checks;
    }

    private static Check check(Finding finding) {
        Ailment ailment = finding.ailment();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("severity", ailment.severity().word());
        data.put("diagnosis", finding.diagnosis());
        data.put("cure", finding.cure());
        data.put("ageMs", finding.ageMs());
        return new Check(ailment.word(), ailment.severity() != Severity.CRITICAL, data);
    }

    /** That no part of this node has been stuck or dead for long; the broker has no part in it. */
    List<Check> liveness() {
        return List.of(vitality.failure().map(why -> new Check("threads", false, Map.of("diagnosis", why))).orElseGet(() -> new Check("threads", true, Map.of())));
    }

    /** That all that runs by itself has begun. */
    List<Check> startup() {
        return List.of(new Check("threads", vitality.hasStarted(), Map.of()));
    }
}
