package carillon.bench.scenario;

import carillon.bench.load.Crowd;
import carillon.bench.load.Driver;
import carillon.bench.load.Outcome;
import carillon.bench.load.Phase;
import carillon.bench.load.Storm;
import carillon.bench.wire.ResumeSpeech;
import carillon.bench.wire.V1Speech;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** S7: many come back within a few seconds, each of which has missed much, while others stay. */
final class ResumeStorm implements Scenario {

    private static final int STAY = 100;
    private static final int PER_SECOND = 200;
    private static final int BEFORE_SECONDS = 5;
    private static final int DURING_SECONDS = 30;
    private static final int MISSED = PER_SECOND * BEFORE_SECONDS;
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
            latency(stand, "before", stand.run(stayers, Phase.open(PER_SECOND, 0, BEFORE_SECONDS)).outcome());
            stand.figures().add("heap after collection before, MB", stand.rig().heap().orElse(Double.NaN) / MEGA);
            try (Storm storm = new Storm(stand.rig().nodes(), cursor, stand.plan().idle(), MISSED, stand.plan().size(), stand.plan().seed())) {
                CompletableFuture<Storm.Result> came = CompletableFuture.supplyAsync(() -> storm.come(OVER_NANOS));
                latency(stand, "during", stand.run(stayers, Phase.open(PER_SECOND, 0, DURING_SECONDS)).outcome());
                note(stand, came.join());
                stand.figures().add("heap after collection, all connected, MB", stand.rig().heap().orElse(Double.NaN) / MEGA);
            }
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

    private static void note(Stand stand, Storm.Result result) {
        stand.figures().add("all connected after, ms", result.connectedMs());
        stand.figures().add("all have all after, ms", result.completeMs());
        stand.figures().add("publications brought to those who came back", result.received());
        if (Double.isNaN(result.completeMs()) || result.refused() + result.faults() + result.closed() > 0) {
            stand.figures().fault("the storm: " + result);
        }
    }
}
