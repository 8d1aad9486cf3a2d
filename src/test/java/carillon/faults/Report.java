package carillon.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** All outcomes as a table, a row for each fault. */
final class Report {

    private static final String HEAD = """
            | fault | runs | publications | acknowledged | deliveries | lost | lost, and said | doubled | reordered | false alarms | resumes | recovered after, median, max (ms) | \
            next publication after the fault, median, max (ms) | longest silence (ms) | failed runs |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private final Map<String, List<Outcome>> byFault = new LinkedHashMap<>();

    void add(Outcome outcome) {
        byFault.computeIfAbsent(outcome.fault().code() + " " + outcome.fault().what(), first -> new ArrayList<>()).add(outcome);
    }

    boolean isClean() {
        return byFault.values().stream().flatMap(List::stream).allMatch(Outcome::isClean);
    }

    String table() {
        StringBuilder table = new StringBuilder(HEAD);
        byFault.forEach((fault, outcomes) -> table.append(row(fault, outcomes)));
        return table.toString();
    }

    private static String row(String fault, List<Outcome> all) {
        return String.format("| %s | %d | %,d | %,d | %,d | %d | %d | %d | %d | %d | %,d | %s | %s | %,d | %d |%n", fault, all.size(), sum(all, Outcome::publications), sum(all, Outcome::acknowledged),
                sum(all, one -> one.findings().deliveries), sum(all, one -> one.findings().lost.size()), sum(all, one -> one.findings().said.size()),
                sum(all, one -> one.findings().doubled.size()), sum(all, one -> one.findings().reordered.size()), sum(all, one -> one.findings().falseAlarms.size()),
                sum(all, one -> one.findings().resumes), middleAndMost(all, one -> one.times().recoveries), middleAndMost(all, one -> one.times().resumptions),
                all.stream().mapToLong(one -> one.times().silence).max().orElse(0), all.stream().filter(one -> !one.isClean()).count());
    }

    private static long sum(List<Outcome> outcomes, ToLongFunction<Outcome> figure) {
        return outcomes.stream().mapToLong(figure).sum();
    }

    private static String middleAndMost(List<Outcome> outcomes, Function<Outcome, List<Long>> figures) {
        List<Long> sorted = outcomes.stream().map(figures).flatMap(List::stream).sorted().toList();
        return sorted.isEmpty() ? "–" : String.format("%,d, %,d", sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
}
