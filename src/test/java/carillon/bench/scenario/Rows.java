package carillon.bench.scenario;

import carillon.bench.scenario.Stand.Measured;

/** The rows that several scenarios have. */
final class Rows {

    private Rows() {
    }

    static void rate(Figures figures, String when, Measured measured) {
        figures.add("deliveries/s, " + when, measured.outcome().deliveries());
    }

    static void latency(Figures figures, String when, Measured measured) {
        figures.add("latency p50, ms, " + when, measured.outcome().millis(50));
        figures.add("latency p99, ms, " + when, measured.outcome().millis(99));
        figures.add("latency p99.9, ms, " + when, measured.outcome().millis(99.9));
        figures.add("the driver's part, p99, ms, " + when, measured.outcome().lateness().getValueAtPercentile(99) / 1e6);
    }

    static void cost(Figures figures, String when, Measured measured) {
        figures.add("CPU s per million, nodes, " + when, measured.nodes());
        figures.add("CPU s per million, broker, " + when, measured.broker());
        figures.add("CPU s per million, driver, " + when, measured.driver());
    }
}
