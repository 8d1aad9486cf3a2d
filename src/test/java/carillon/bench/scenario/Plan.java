package carillon.bench.scenario;

import carillon.cluster.Options;

/**
 * How large and how long: what the user may set.
 *
 * @param subscribers of the one channel (S1, S5)
 * @param channels of two subscribers each (S2)
 * @param idle connections (S4)
 * @param size of a payload, in bytes
 * @param warmUp seconds of each phase that don't count
 * @param seconds of each phase that count
 * @param seed of all that is random
 */
public record Plan(int subscribers, int channels, int idle, int size, int warmUp, int seconds, long seed) {

    private static final int MOST = 60_000;

    /** What was given with {@code -D…}, or the defaults. */
    public static Plan ofOptions() {
        return new Plan(Options.number("subscribers", 1000, 1, MOST), Options.number("channels", 1000, 1, MOST), Options.number("idle", 5000, 1, MOST),
                Options.number("size", 200, 40, 60_000), Options.number("warmup", 3, 0, 600), Options.number("seconds", 5, 1, 3600),
                Options.number("seed", 1, 0, Integer.MAX_VALUE));
    }
}
