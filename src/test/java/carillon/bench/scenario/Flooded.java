package carillon.bench.scenario;

import carillon.bench.load.Crowd;
import carillon.bench.load.Driver;
import carillon.bench.load.Flood;
import carillon.bench.load.Phase;
import carillon.bench.load.Rudeness;
import carillon.bench.scenario.Stand.Measured;
import carillon.bench.wire.V1Speech;

/** S8: some publish at an even rate and hear it, while a few others do something as fast as the nodes let them. */
final class Flooded implements Scenario {

    private static final int HONEST = 100;
    private static final int PER_SECOND = 50;
    private static final int RUDE = 4;
    /** Enough for more handshakes at a time than two nodes let wait. */
    private static final int RUDE_HANDSHAKES = 200;

    @Override
    public String name() {
        return "S8";
    }

    @Override
    public String title(Plan plan) {
        return HONEST + " subscribers over two nodes hear " + PER_SECOND + " publications of " + plan.size() + " bytes a second, while " + RUDE
                + " connections publish to another channel or send pings, or " + RUDE_HANDSHAKES + " make handshakes, as fast as the nodes let them";
    }

    @Override
    public void run(Stand stand) {
        if (!(stand.rig().speech() instanceof V1Speech)) {
            return; // the others limit nothing
        }
        try (Driver honest = stand.connect(Crowd.ofOneChannel(HONEST, stand.plan().size()))) {
            for (Rudeness rudeness : Rudeness.values()) {
                flooded(stand, honest, rudeness, "first flood of " + rudeness.label()); // not noted: what is done for the first time has to be compiled
            }
            for (Rudeness rudeness : Rudeness.values()) {
                measure(stand, honest, rudeness);
            }
        }
    }

    private static void measure(Stand stand, Driver honest, Rudeness rudeness) {
        String before = "quiet before " + rudeness.label();
        String during = "flood of " + rudeness.label();
        double quiet = latency(stand, before, stand.run(honest, phase(stand, before)));
        Both both = flooded(stand, honest, rudeness, during);
        double loud = latency(stand, during, both.honest());
        stand.figures().add("latency p99, " + during + " / quiet", loud / quiet);
        note(stand, during, both.flood());
    }

    private static Phase phase(Stand stand, String name) {
        return new Phase(name, 0, PER_SECOND, stand.plan().warmUp(), stand.plan().seconds());
    }

    private record Both(Measured honest, Flood.Result flood) {
    }

    private static Both flooded(Stand stand, Driver honest, Rudeness rudeness, String name) {
        int clients = rudeness == Rudeness.CONNECTIONS ? RUDE_HANDSHAKES : RUDE;
        try (Flood flood = Flood.start(rudeness, stand.rig().nodes(), clients, stand.plan().size(), stand.plan().seed())) {
            return new Both(stand.run(honest, phase(stand, name)), flood.stop());
        }
    }

    /** Returns the p99. */
    private static double latency(Stand stand, String when, Measured measured) {
        Rows.latency(stand.figures(), when, measured);
        long missing = (long) PER_SECOND * stand.plan().seconds() * HONEST - measured.outcome().latency().getTotalCount();
        if (missing > 0) {
            stand.figures().fault(when + ": " + missing + " deliveries are not in the latencies");
        }
        return measured.outcome().millis(99);
    }

    private static void note(Stand stand, String when, Flood.Result flood) {
        stand.figures().add("sent, " + when, flood.sent());
        flood.closed().forEach((code, times) -> stand.figures().add("closed with " + code + ", " + when, times));
        flood.refused().forEach((status, times) -> stand.figures().add("handshakes refused with " + status + ", " + when, times));
        stand.figures().add("CPU s of who floods, " + when, flood.cpuSeconds());
    }
}
