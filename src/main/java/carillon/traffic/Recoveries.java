package carillon.traffic;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How it went with those who came back with a cursor. Safe for use by any thread. */
@ApplicationScoped
public class Recoveries {

    /** What a client that came back was told. */
    public enum Result {
        /** All its channels were recovered. */
        RECOVERED,
        /** Some were. */
        PARTLY,
        /** None was. */
        NOT_RECOVERED;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** As operators are told. */
        public String word() {
            return word;
        }
    }

    private final Map<Result, LongAdder> counts = new EnumMap<>(Result.class);

    /** Makes one that has counted nobody. */
    public Recoveries() {
        for (Result result : Result.values()) {
            counts.put(result, new LongAdder());
        }
    }

    /**
     * Somebody came back.
     *
     * @param recovered how many of its channels were recovered
     * @param channels how many it has
     */
    public void count(long recovered, long channels) {
        Result some = recovered > 0 ? Result.PARTLY : Result.NOT_RECOVERED;
        counts.get(recovered == channels ? Result.RECOVERED : some).increment();
    }

    /** How often it went so. */
    public long count(Result result) {
        return counts.get(result).sum();
    }
}
