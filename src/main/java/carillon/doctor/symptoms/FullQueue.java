package carillon.doctor.symptoms;

import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import carillon.traffic.OutboundQueue;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** The queue of what waits for the broker is nearly full. */
@Dependent
class FullQueue implements Symptom {

    private static final double NEARLY = 0.9;

    private final OutboundQueue queue;
    private boolean full;

    @Inject
    FullQueue(OutboundQueue queue) {
        this.queue = queue;
    }

    @Override
    public Ailment of() {
        return Ailment.FULL_QUEUE;
    }

    @Override
    public Optional<String> look() {
        boolean wasFull = full;
        full = queue.fullness() >= NEARLY;
        return full && wasFull ? Optional.of("The queue of what waits for the broker is " + Math.round(queue.fullness() * 100) + " % full, with " + queue.waiting()
                + " publications: the broker takes less than this node is given to publish. More is refused.") : Optional.empty();
    }
}
