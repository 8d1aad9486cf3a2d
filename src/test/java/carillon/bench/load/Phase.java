package carillon.bench.load;

/**
 * A stretch of publishing.
 *
 * @param name for the progress shown
 * @param inFlight how many are under way at most in a closed loop; 0: an open loop
 * @param perSecond publications a second of an open loop
 * @param warmUp seconds that don't count
 * @param seconds that count
 */
public record Phase(String name, int inFlight, double perSecond, int warmUp, int seconds) {

    public static Phase closed(int inFlight, int warmUp, int seconds) {
        return new Phase(inFlight + " in flight", inFlight, 0, warmUp, seconds);
    }

    public static Phase open(double perSecond, int warmUp, int seconds) {
        return new Phase(Math.round(perSecond) + " a second", 0, perSecond, warmUp, seconds);
    }
}
