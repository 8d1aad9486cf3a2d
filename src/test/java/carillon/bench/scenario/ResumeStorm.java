package carillon.bench.scenario;

import carillon.bench.load.Crowd;
import carillon.bench.load.Driver;
import carillon.bench.load.Outcome;
import carillon.bench.load.Phase;
import carillon.bench.load.Storm;
import carillon.bench.wire.ResumeSpeech;
import carillon.bench.wire.V1Speech;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** S7: many come back within a few seconds, each of which has missed much, while others stay. */
final class ResumeStorm implements Scenario {

    private static final int STAY = 100;
    private static final int BUSY_PER_SECOND = 195;
    /** What is published while they come: so few that all of them, once they are there, can hear it on one machine. */
    private static final int PER_SECOND = 5;
    private static final int BEFORE_SECONDS = 5;
    private static final int DURING_SECONDS = 20;
    private static final int MISSED = (BUSY_PER_SECOND + PER_SECOND) * BEFORE_SECONDS;
    private static final long OVER_NANOS = 5_000_000_000L;
    private static final double MEGA = 1024 * 1024;

    @Override
    public String name() {
        return "S7";
    }

    @Override
    public String title(Plan plan) {
        return plan.idle() + " clients come back within 5 s, each having missed " + MISSED + " publications of " + plan.size() + " bytes, while " + STAY + " stay and hear "
                + PER_SECOND + " a second";
    }

    @Override
    public void run(Stand stand) {
        if (!(stand.rig().speech() instanceof V1Speech)) {
            return; // the others can't bring back what was missed
        }
        try (Driver stayers = stand.connect(Crowd.ofOneChannel(STAY, stand.plan().size()))) {
            String cursor = cursor(stand);
            stand.run(stayers, Phase.open(BUSY_PER_SECOND, 0, BEFORE_SECONDS));
            latency(stand, "before", stand.run(stayers, Phase.open(PER_SECOND, 0, BEFORE_SECONDS)).outcome());
            stand.figures().add("heap after collection before, MB", stand.rig().heap().orElse(Double.NaN) / MEGA);
            for (String which : List.of("first", "second")) {
                storm(stand, stayers, cursor, which);
            }
        }
    }

    /** The first finds nodes that have done nothing like it before: much of their time goes into compiling. */
    private static void storm(Stand stand, Driver stayers, String cursor, String which) {
        try (Storm storm = new Storm(stand.rig().nodes(), cursor, stand.plan().idle(), MISSED, stand.plan().size(), stand.plan().seed())) {
            CompletableFuture<Storm.Result> came = CompletableFuture.supplyAsync(() -> storm.come(OVER_NANOS));
            latency(stand, "the " + which + " time", stand.run(stayers, Phase.open(PER_SECOND, 0, DURING_SECONDS)).outcome());
            note(stand, which, came.join());
            stand.figures().add("heap after collection, all connected, MB, the " + which + " time", stand.rig().heap().orElse(Double.NaN) / MEGA);
        }
    }

    private static String cursor(Stand stand) {
        ResumeSpeech speech = new ResumeSpeech(Optional.empty());
        try (Driver first = stand.connect(speech, Crowd.ofOneChannel(1, stand.plan().size()))) {
            return speech.given();
        }
    }

    private static void latency(Stand stand, String when, Outcome outcome) {
        stand.figures().add("latency p50 of those who stay, ms, " + when, outcome.millis(50));
        stand.figures().add("latency p99 of those who stay, ms, " + when, outcome.millis(99));
    }

    private static void note(Stand stand, String which, Storm.Result result) {
        stand.figures().add("all connected after, ms, the " + which + " time", result.connectedMs());
        stand.figures().add("all have all after, ms, the " + which + " time", result.completeMs());
        stand.figures().add("handshakes put off, the " + which + " time", result.putOff());
        stand.figures().add("publications brought to those who came back, the " + which + " time", result.received());
        if (Double.isNaN(result.completeMs()) || result.refused() + result.faults() + result.closed() > 0) {
            stand.figures().fault("the " + which + " storm: " + result);
        }
    }
}
