package carillon.traffic;

import carillon.protocol.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** What came in to be published, by door, and how that went. Safe for use by any thread. */
@ApplicationScoped
public class Inflow {

    private final Map<Door, LongAdder[]> outcomes = new EnumMap<>(Door.class);
    private final Map<Door, LongAdder> bytes = new EnumMap<>(Door.class);
    private final Map<Door, LongAdder> spare = new EnumMap<>(Door.class);

    /** Makes one that has seen nothing. */
    public Inflow() {
        for (Door door : Door.IN) {
            outcomes.put(door, IntStream.rangeClosed(0, ErrorCode.values().length).mapToObj(i -> new LongAdder()).toArray(LongAdder[]::new));
            bytes.put(door, new LongAdder());
            spare.put(door, new LongAdder());
        }
    }

    /**
     * A publication was published.
     *
     * @param payloadBytes the length of its payload, in bytes
     */
    public void published(Door door, int payloadBytes) {
        outcomes.get(door)[0].increment();
        bytes.get(door).add(payloadBytes);
    }

    /** A publication came that is beyond the share of its publisher. */
    public void spare(Door door) {
        spare.get(door).increment();
    }

    /** How many publications came that are beyond the share of their publishers. */
    public long spares(Door door) {
        return spare.get(door).sum();
    }

    /** A publication was not published, or that is not known. */
    public void refused(Door door, ErrorCode code) {
        outcomes.get(door)[1 + code.ordinal()].increment();
    }

    /** How many were published. */
    public long published(Door door) {
        return outcomes.get(door)[0].sum();
    }

    /** How many were refused for this reason. */
    public long refusals(Door door, ErrorCode code) {
        return outcomes.get(door)[1 + code.ordinal()].sum();
    }

    /** The payloads of what was published, in bytes. */
    public long bytes(Door door) {
        return bytes.get(door).sum();
    }
}
