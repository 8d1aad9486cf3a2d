package carillon.traffic;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** How often something took how long: counts between fixed bounds. Safe for use by any thread. */
public final class Latency {

    /** In seconds; what took longer than the last counts as well. */
    private static final double[] BOUNDS = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
    private static final double NANOS = 1e9;

    private final LongAdder[] counts = Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toArray(LongAdder[]::new);
    private final LongAdder nanos = new LongAdder();

    /** Something took so long. */
    public void took(long time) {
        int found = Arrays.binarySearch(BOUNDS, time / NANOS);
        counts[found < 0 ? -found - 1 : found].increment();
        nanos.add(time);
    }

    /** The bounds, in seconds, each included; the last is infinity. */
    public static List<Double> bounds() {
        return DoubleStream.concat(DoubleStream.of(BOUNDS), DoubleStream.of(Double.POSITIVE_INFINITY)).boxed().toList();
    }

    /** How often it took longer than the bound before, and not longer than this one. */
    public List<Long> counts() {
        return Stream.of(counts).map(LongAdder::sum).toList();
    }

    /** How long all took together, in seconds. */
    public double seconds() {
        return nanos.sum() / NANOS;
    }
}
