package carillon.bench.scenario;

import carillon.bench.load.Crowd;
import carillon.bench.load.Driver;
import carillon.bench.scenario.Stand.Measured;

/** S5: as S1, without and with some subscribers that stop reading. */
final class Stalled implements Scenario {

    private static final int PERCENT = 5;
    private static final double MEGA = 1024 * 1024;

    @Override
    public String name() {
        return "S5";
    }

    @Override
    public String title(Plan plan) {
        return "as S1, without and with " + PERCENT + " % of the subscribers stalled; the same rate for both latencies";
    }

    @Override
    public void run(Stand stand) {
        Crowd crowd = Crowd.ofOneChannel(stand.plan().subscribers(), stand.plan().size());
        double rate = load(stand, crowd, "none stalled", 0);
        load(stand, crowd.stalled(PERCENT), PERCENT + " % stalled", rate);
    }

    /** Returns half of the greatest rate; the given one, if it is given, sets the pace of the open loop. */
    private static double load(Stand stand, Crowd crowd, String when, double given) {
        try (Driver driver = stand.connect(crowd)) {
            Measured most = stand.run(driver, stand.closed(64));
            double rate = given > 0 ? given : most.rate() / 2;
            Rows.rate(stand.figures(), when, most);
            Rows.latency(stand.figures(), when, stand.run(driver, stand.open(rate)));
            stand.figures().add("heap after collection, MB, " + when, stand.rig().heap().orElse(Double.NaN) / MEGA);
            return rate;
        }
    }
}
