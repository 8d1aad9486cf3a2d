package carillon.bench.scenario;

import carillon.bench.load.Crowd;
import carillon.bench.load.Driver;
import carillon.bench.scenario.Stand.Measured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** S6: the loads of S1 and S2 on one, two and three nodes: the greatest rate, and the cost at a rate that is the same for all sizes. */
final class Growth implements Scenario {

    /** Of the greatest rate on one node: what more nodes on the same machine can bear too. */
    private static final double SHARE = 0.25;

    /** The rate, by speech and load, as measured on the smallest cluster. */
    private final Map<String, Double> rates = new HashMap<>();

    @Override
    public String name() {
        return "S6";
    }

    @Override
    public String title(Plan plan) {
        return "the loads of S1 and S2 on one, two and three nodes; cost at a quarter of what one node bears";
    }

    @Override
    public List<Integer> sizes() {
        return List.of(1, 2, 3);
    }

    @Override
    public void run(Stand stand) {
        load(stand, "S1", Crowd.ofOneChannel(stand.plan().subscribers(), stand.plan().size()), 64);
        load(stand, "S2", ManyChannels.crowd(stand.plan()), ManyChannels.IN_FLIGHT);
    }

    private void load(Stand stand, String load, Crowd crowd, int inFlight) {
        String when = load + " on " + stand.rig().nodes().size();
        try (Driver driver = stand.connect(crowd)) {
            Measured most = stand.run(driver, stand.closed(inFlight));
            Rows.rate(stand.figures(), when, most);
            double rate = rates.computeIfAbsent(stand.rig().speech().getClass().getName() + load, key -> most.rate() * SHARE);
            Measured same = stand.run(driver, stand.open(rate));
            stand.figures().add("CPU s per million, each node, " + when, same.nodes() / stand.rig().nodes().size());
            stand.figures().add("CPU s per million, broker, " + when, same.broker());
        }
    }
}
