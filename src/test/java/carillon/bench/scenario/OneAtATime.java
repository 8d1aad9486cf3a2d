package carillon.bench.scenario;

import carillon.bench.load.Crowd;
import carillon.bench.load.Driver;
import carillon.bench.load.Outcome;

/** S3: one publication at a time, from the first node to a subscriber on the second. */
final class OneAtATime implements Scenario {

    @Override
    public String name() {
        return "S3";
    }

    @Override
    public String title(Plan plan) {
        return "one publication at a time, published on one node, received on the other, " + plan.size() + " bytes";
    }

    @Override
    public void run(Stand stand) {
        Crowd one = Crowd.ofOneChannel(1, stand.plan().size()).shifted(1);
        try (Driver driver = stand.connect(one)) {
            Outcome outcome = stand.run(driver, stand.closed(1)).outcome();
            stand.figures().add("latency p50, ms", outcome.millis(50));
            stand.figures().add("latency p99, ms", outcome.millis(99));
            stand.figures().add("latency p99.9, ms", outcome.millis(99.9));
            stand.figures().add("samples", outcome.latency().getTotalCount());
        }
    }
}
