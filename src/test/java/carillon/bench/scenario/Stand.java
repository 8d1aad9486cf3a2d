package carillon.bench.scenario;

import carillon.bench.load.Crowd;
import carillon.bench.load.Driver;
import carillon.bench.load.Outcome;
import carillon.bench.load.Phase;
import carillon.bench.rig.Rig;
import carillon.bench.rig.Usage;
import carillon.bench.wire.Speech;
import java.util.ArrayList;
import java.util.List;

/** A running cluster, and the means to put load on it and to note what comes of it. */
public record Stand(Rig rig, Plan plan, Figures figures) {

    private static final double MILLION = 1e6;

    /** A crowd that is connected; the handshakes are counted in {@code handshakes[0]} if that is given. */
    Driver connect(Crowd crowd, double... handshakes) {
        return connect(rig.speech(), crowd, handshakes);
    }

    Driver connect(Speech speech, Crowd crowd, double... handshakes) {
        Driver driver = new Driver(rig.nodes(), speech, crowd, plan.seed(), figures::progress);
        try {
            double perSecond = driver.connect();
            if (handshakes.length > 0) {
                handshakes[0] = perSecond;
            }
            return driver;
        } catch (RuntimeException failed) {
            driver.close();
            throw failed;
        }
    }

    Phase closed(int inFlight) {
        return Phase.closed(inFlight, plan.warmUp(), plan.seconds());
    }

    Phase open(double perSecond) {
        return Phase.open(perSecond, plan.warmUp(), plan.seconds());
    }

    /** Runs a phase; notes its faults. */
    Measured run(Driver driver, Phase phase) {
        List<double[]> cpu = new ArrayList<>();
        Outcome outcome = driver.run(phase, () -> cpu.add(cpuNow()));
        if (!outcome.verdict().isPerfect()) {
            figures.fault(phase.name() + ": " + outcome.verdict());
        }
        if (outcome.refused() > 0 || outcome.closed() > 0) {
            figures.fault(phase.name() + ": " + outcome.refused() + " publications refused, " + outcome.closed() + " connections closed by the server");
        }
        double millions = outcome.delivered() / MILLION;
        double[] perMillion = new double[3];
        for (int i = 0; i < perMillion.length; i++) {
            perMillion[i] = (cpu.get(1)[i] - cpu.get(0)[i]) / millions;
        }
        return new Measured(outcome, perMillion[0], perMillion[1], perMillion[2]);
    }

    private double[] cpuNow() {
        return new double[] {Usage.cpuSeconds(rig.nodeProcesses()), Usage.cpuSeconds(rig.brokerProcesses()), Usage.cpuSeconds(List.of(ProcessHandle.current()))};
    }

    /**
     * What came of a phase, and what it cost.
     *
     * @param nodes CPU seconds of all nodes per million deliveries
     * @param broker the broker's
     * @param driver the driver's own
     */
    record Measured(Outcome outcome, double nodes, double broker, double driver) {

        /** Publications a second. */
        double rate() {
            return outcome.publications();
        }
    }
}
