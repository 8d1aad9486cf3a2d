package carillon.backplane;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How many envelopes were refused because no node of this cluster can have sent them in that way. Safe for use by any thread. */
@ApplicationScoped
public class Refusals {

    private final Map<Refusal, AtomicLong> counts = new EnumMap<>(Refusal.class);

    /** Makes one that has counted nothing. */
    public Refusals() {
        for (Refusal refusal : Refusal.values()) {
            counts.put(refusal, new AtomicLong());
        }
    }

    /** One more. */
    public void add(Refusal refusal) {
        counts.get(refusal).incrementAndGet();
    }

    /** How many there were for one reason. */
    public long count(Refusal refusal) {
        return counts.get(refusal).get();
    }

    /** How many there were. */
    public long count() {
        return counts.values().stream().mapToLong(AtomicLong::get).sum();
    }
}
