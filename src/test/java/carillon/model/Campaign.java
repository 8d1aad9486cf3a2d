package carillon.model;

import carillon.cluster.Commit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Many schedules, and what came of them. */
public final class Campaign {

    private static final int TOLD = 40;
    private static final long TELL_EVERY = 10_000;
    private static final String HEAD = """
            | faults | schedules | owed | lost, and said | gap pushes | of them, nothing was missing | resumes in the window | refused though nothing was missing | resumes at a node born later | refused there |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    /** What nodes say when one is new, thousands of times; kept, or the level would be forgotten with it. */
    private static final Logger LOG = Logger.getLogger("carillon.relay");

    static {
        LOG.setLevel(Level.OFF);
    }

    private final Attack attack;
    private final List<String> failures = new ArrayList<>();
    private final Map<Plan.Kind, long[]> kinds = new EnumMap<>(Plan.Kind.class);
    private long first;
    private long schedules;
    private long published;
    private long failed;
    private long doubled;
    private long reordered;
    private long silent;

    /** A campaign that nobody disturbs. */
    public Campaign() {
        this("NONE");
    }

    /** A campaign under an attack, by its name. */
    public Campaign(String attack) {
        this.attack = Attack.valueOf(attack);
    }

    /** Runs the schedules of so many seeds, from one on; stops early after some failures. */
    public Campaign run(long from, long count, int mostFailures) {
        first = schedules == 0 ? from : first;
        for (long seed = from; seed < from + count && failed < mostFailures; seed++) {
            run(seed);
        }
        return this;
    }

    private void run(long seed) {
        schedules++;
        Schedule schedule = new Schedule(seed, false, attack);
        try {
            Ledger ledger = schedule.run();
            published += ledger.published.size();
            judge(seed, schedule, Checker.check(ledger));
        } catch (RuntimeException | AssertionError defect) {
            fail(seed, schedule, "threw " + defect + " at " + (defect.getStackTrace().length > 0 ? defect.getStackTrace()[0] : "?"));
        }
    }

    private void judge(long seed, Schedule schedule, Checker.Findings findings) {
        doubled += findings.doubled.size();
        reordered += findings.reordered.size();
        silent += findings.silent.size();
        long[] sums = kinds.computeIfAbsent(schedule.plan().kind, kind -> new long[9]);
        long[] more = {1, findings.owed, findings.lost, findings.signals, findings.falseAlarms, findings.resumes, findings.falseRefusals, findings.atNewcomers,
                findings.refusedThere};
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
        if (!findings.isClean()) {
            fail(seed, schedule, findings.toString());
        } else if (schedule.plan().kind != Plan.Kind.ALL && attack != Attack.INSIDER && findings.lost > 0 && findings.late == 0) {
            fail(seed, schedule, "lost, though there was but one fault: " + findings.lost);
        } else if (!schedule.overgrown().isEmpty()) {
            fail(seed, schedule, "overgrown: " + schedule.overgrown());
        }
    }

    private void fail(long seed, Schedule schedule, String why) {
        failed++;
        if (failures.size() < TOLD) {
            failures.add("seed " + seed + " (" + schedule.plan().kind + "): " + why);
        }
    }

    public long failed() {
        return failed;
    }

    public List<String> failures() {
        return failures;
    }

    public long schedules() {
        return schedules;
    }

    /** All figures, in Markdown. */
    public String table() {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%,d schedules from seed %d, at %s: %,d publications; failed %d, doubled %d, reordered %d, silently lost %d.%n%n",
                schedules, first, Commit.here(), published, failed, doubled, reordered, silent));
        table.append(HEAD);
        kinds.forEach((kind, sums) -> table.append("| ").append(kind.words).append(" | ")
                .append(LongStream.of(sums).mapToObj(sum -> String.format(Locale.ROOT, "%,d", sum)).collect(Collectors.joining(" | "))).append(" |\n"));
        failures.forEach(failure -> table.append('\n').append(failure).append('\n'));
        return table.toString();
    }

    /** Arguments: how many schedules, and the first seed; or "trace", a seed and perhaps an attack, to see what happens. */
    public static void main(String... arguments) {
        if (arguments[0].equals("trace")) {
            Attack attack = arguments.length > 2 ? Attack.valueOf(arguments[2]) : Attack.NONE;
            System.out.println(Checker.check(new Schedule(Long.parseLong(arguments[1]), true, attack).run()));
            return;
        }
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000;
        long from = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        long start = System.nanoTime();
        Campaign campaign = new Campaign();
        for (long seed = from; seed < from + count; seed += TELL_EVERY) {
            campaign.run(seed, Math.min(TELL_EVERY, from + count - seed), Integer.MAX_VALUE);
            System.out.println(campaign.schedules + " schedules, " + campaign.failed + " failed");
        }
        System.out.println("seeds " + from + " to " + (from + count - 1) + ", " + (System.nanoTime() - start) / 1_000_000_000 + " s");
        System.out.print(campaign.table());
        System.exit(campaign.failed() > 0 ? 1 : 0);
    }
}
