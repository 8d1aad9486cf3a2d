package carillon.bench.scenario;

import carillon.bench.load.Crowd;
import carillon.bench.load.Driver;
import carillon.bench.scenario.Stand.Measured;

/** S2: two subscribers on different nodes follow each of many channels, publishers are anywhere. */
final class ManyChannels implements Scenario {

    static final int PUBLISHERS = 4;
    static final int IN_FLIGHT = 256;

    static Crowd crowd(Plan plan) {
        return new Crowd(plan.channels(), 2, PUBLISHERS, plan.size(), 0, 0);
    }

    @Override
    public String name() {
        return "S2";
    }

    @Override
    public String title(Plan plan) {
        return plan.channels() + " channels, two subscribers each on different nodes, " + PUBLISHERS + " publishers over the nodes, " + plan.size() + " bytes";
    }

    @Override
    public void run(Stand stand) {
        try (Driver driver = stand.connect(crowd(stand.plan()))) {
            Measured many = stand.run(driver, stand.closed(IN_FLIGHT));
            Rows.rate(stand.figures(), IN_FLIGHT + " in flight", many);
            Rows.cost(stand.figures(), IN_FLIGHT + " in flight", many);
            Rows.rate(stand.figures(), "64 in flight", stand.run(driver, stand.closed(64)));
            Rows.latency(stand.figures(), "at half of the rate", stand.run(driver, stand.open(many.rate() / 2)));
        }
    }
}
