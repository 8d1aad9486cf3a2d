package carillon.bench.scenario;

import carillon.bench.load.Crowd;
import carillon.bench.load.Driver;
import carillon.bench.scenario.Stand.Measured;

/** S1: everybody follows one channel. */
final class OneChannel implements Scenario {

    @Override
    public String name() {
        return "S1";
    }

    @Override
    public String title(Plan plan) {
        return "one channel, " + plan.subscribers() + " subscribers over two nodes, " + plan.size() + " bytes";
    }

    @Override
    public void run(Stand stand) {
        try (Driver driver = stand.connect(Crowd.ofOneChannel(stand.plan().subscribers(), stand.plan().size()))) {
            Measured many = stand.run(driver, stand.closed(64));
            Rows.rate(stand.figures(), "64 in flight", many);
            Rows.cost(stand.figures(), "64 in flight", many);
            Rows.rate(stand.figures(), "16 in flight", stand.run(driver, stand.closed(16)));
            Rows.latency(stand.figures(), "at half of the rate", stand.run(driver, stand.open(many.rate() / 2)));
        }
        if (Wsload.isGiven()) {
            Wsload.check(stand);
        }
    }
}
