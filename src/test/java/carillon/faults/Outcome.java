package carillon.faults;

import carillon.faults.record.Findings;
import carillon.faults.record.Times;
import java.util.List;
import java.util.Map;

/** What came of one run. */
record Outcome(Fault fault, int run, long seed, Findings findings, Times times, int publications, int acknowledged, Map<String, Integer> refusals, long slowestAnswerMs,
        long mostAnswersMs, List<String> unanswered, List<String> complaints, List<String> remarks, long seconds) {

    boolean isClean() {
        return findings.isClean() && complaints.isEmpty() && unanswered.isEmpty();
    }

    /** One line. */
    String line() {
        return String.format("%s #%d seed %d: %s; published %d, acknowledged %d, deliveries %d, lost %d, said %d, doubled %d, reordered %d, false alarms %d of %d resumes, passed over %d; "
                + "recovered max %d ms, resumed max %d ms, silence %d ms; answers p99 %d, max %d ms, refused %s; %d s %s", fault.code(), run, seed, isClean() ? "ok" : "FAILED", publications,
                acknowledged, findings.deliveries, findings.lost.size(), findings.said.size(), findings.doubled.size(), findings.reordered.size(), findings.falseAlarms.size(),
                findings.resumes, findings.passedOver, max(times.recoveries), max(times.resumptions), times.silence, mostAnswersMs, slowestAnswerMs, refusals, seconds,
                remarks.isEmpty() ? "" : remarks);
    }

    /** All figures, for another program: those of the table in its order, and all single times. */
    String csv() {
        return String.join(";", fault.code(), fault.what(), "" + run, "" + seed, "" + publications, "" + acknowledged, "" + findings.deliveries, "" + findings.lost.size(),
                "" + findings.said.size(), "" + findings.doubled.size(), "" + findings.reordered.size(), "" + findings.falseAlarms.size(), "" + findings.resumes,
                times.recoveries.toString(), times.resumptions.toString(), "" + times.silence, isClean() ? "ok" : "failed") + "\n";
    }

    static long max(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
