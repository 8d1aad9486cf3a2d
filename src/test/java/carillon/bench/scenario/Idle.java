package carillon.bench.scenario;

import carillon.bench.load.Crowd;
import carillon.bench.load.Driver;
import carillon.bench.rig.Usage;

/** S4: many connections that hear nothing, then one publication for all of them. */
final class Idle implements Scenario {

    /** So that what the first connections load once is not counted. */
    private static final int FIRST = 200;
    private static final double KILO = 1024;
    private static final double MILLIS = 1000;

    @Override
    public String name() {
        return "S4";
    }

    @Override
    public String title(Plan plan) {
        return plan.idle() + " idle connections over two nodes, and a broadcast of " + plan.size() + " bytes to all of them";
    }

    @Override
    public void run(Stand stand) {
        int size = stand.plan().size();
        stand.connect(Crowd.ofOneChannel(FIRST, size)).close();
        double heap = stand.rig().heap().orElse(Double.NaN);
        double resident = Usage.resident(stand.rig().nodeProcesses()).orElse(Double.NaN);
        double[] handshakes = {0};
        int idle = stand.plan().idle();
        try (Driver driver = stand.connect(Crowd.ofOneChannel(idle, size), handshakes)) {
            stand.figures().add("handshakes/s", handshakes[0]);
            stand.figures().add("heap per connection, KB", (stand.rig().heap().orElse(Double.NaN) - heap) / idle / KILO);
            stand.figures().add("resident memory per connection, KB",
                    (Usage.resident(stand.rig().nodeProcesses()).orElse(Double.NaN) - resident) / idle / KILO);
            double perSecond = stand.run(driver, stand.closed(1)).rate();
            stand.figures().add("broadcast: mean time to the last, ms", MILLIS / perSecond);
        }
    }
}
