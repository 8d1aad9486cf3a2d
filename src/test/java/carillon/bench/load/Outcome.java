package carillon.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What came of a phase.
 *
 * @param publications a second, by what all subscribers got in the time that counts
 * @param deliveries a second
 * @param latency nanoseconds from when a publication was due to when a subscriber had it, of those due in the time that counts
 * @param lateness nanoseconds from when a publication was due to when the driver published it: how much of the latency is the driver's own
 * @param delivered how many in the time that counts
 * @param refused how many publications the server says it did not take, warm-up included
 * @param closed how many connections the servers closed
 */
public record Outcome(double publications, double deliveries, Histogram latency, Histogram lateness, long delivered, long refused, int closed, Verdict verdict) {

    /** A percentile of the latency, in milliseconds. */
    public double millis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }
}
