package carillon.bench;

import carillon.bench.rig.Rig;
import carillon.bench.rig.Variant;
import carillon.bench.scenario.Figures;
import carillon.bench.scenario.Plan;
import carillon.bench.scenario.Scenario;
import carillon.bench.scenario.Stand;
import carillon.cluster.ClusterException;
import carillon.cluster.Directories;
import carillon.cluster.Options;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** {@code mvn -Pbench}; its options are in docs/performance.md. Ends with 1 if a variant that promises order lost, doubled or mixed up anything. */
public final class BenchCommand {

    private static final PrintStream OUT = System.out;
    private static final String NODE_OPTIONS = "node.options";
    private static final String FAST = "-Xmx1g";

    private final long start = System.nanoTime();
    private final Plan plan = Plan.ofOptions();
    private final List<URI> given = Options.text("urls").stream().flatMap(urls -> Stream.of(urls.split(","))).map(URI::create).toList();
    private final List<Variant> variants = given.isEmpty() ? chosen() : List.of(Variant.CARILLON);
    private final List<Scenario> scenarios = scenarios();
    private final Report report = new Report(variants.stream().map(Variant::label).toList());
    private boolean failed;

    private BenchCommand() {
    }

    public static void main(String[] arguments) throws IOException {
        if (Options.text(NODE_OPTIONS).isEmpty()) {
            System.setProperty(NODE_OPTIONS, FAST);
        }
        try {
            new BenchCommand().run();
        } catch (ClusterException refused) {
            OUT.println(refused.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException {
        for (Variant variant : variants) {
            if (given.isEmpty()) {
                new TreeSet<>(scenarios.stream().flatMap(scenario -> scenario.sizes().stream()).toList()).forEach(size -> measure(variant, size));
            } else {
                try (Rig rig = Variant.given(given)) {
                    scenarios.forEach(scenario -> measure(variant, rig, scenario));
                }
            }
        }
        write();
        if (failed) {
            System.exit(1);
        }
    }

    private void measure(Variant variant, int size) {
        say(variant.label() + ": starting " + size + (size == 1 ? " node" : " nodes"));
        try (Rig rig = variant.start(size)) {
            scenarios.stream().filter(scenario -> scenario.sizes().contains(size)).forEach(scenario -> measure(variant, rig, scenario));
        } catch (ClusterException | ConditionTimeoutException notThere) {
            new Noted(variant, "start", "").fault(notThere.getMessage()); // the others can be measured all the same
        }
    }

    private void measure(Variant variant, Rig rig, Scenario scenario) {
        String title = scenario.name() + ": " + scenario.title(plan);
        Noted noted = new Noted(variant, scenario.name(), title);
        try {
            scenario.run(new Stand(rig, plan, noted));
        } catch (IllegalStateException | UncheckedIOException broken) {
            noted.fault("given up: " + broken.getMessage());
        }
    }

    private void write() throws IOException {
        List<String> lines = new ArrayList<>(Machine.lines());
        lines.add("- nodes' JVM options `" + System.getProperty(NODE_OPTIONS) + "`, otherwise the JVM's defaults; the broker's `-Xmx512m`");
        lines.add("- " + plan + ", " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
        String text = String.join("\n", lines) + "\n\n" + report.markdown();
        Path file = Directories.build().resolve("bench/report.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        OUT.println("\n" + text + "\nWritten to " + file);
    }

    private void say(String line) {
        OUT.printf(Locale.ROOT, "[%6.1f s] %s%n", (System.nanoTime() - start) / 1e9, line);
    }

    private List<Variant> chosen() {
        List<String> names = List.of(Options.text("variants").orElse("carillon,naive,socketio").split(","));
        List<Variant> there = new ArrayList<>();
        for (String name : names) {
            Variant variant = Stream.of(Variant.values()).filter(each -> each.label().equals(name)).findFirst()
                    .orElseThrow(() -> new ClusterException("-Dvariants knows no " + name));
            variant.missing().ifPresentOrElse(this::say, () -> there.add(variant));
        }
        return there;
    }

    private static List<Scenario> scenarios() {
        List<String> names = Options.text("only").map(only -> List.of(only.split(","))).orElse(List.of());
        List<Scenario> chosen = Scenario.all().stream().filter(scenario -> names.isEmpty() || names.contains(scenario.name())).toList();
        if (!names.isEmpty() && chosen.size() < names.size()) {
            throw new ClusterException("-Donly knows S1 to S8");
        }
        return chosen;
    }

    /** Puts what is measured of one variant in one scenario into the report. */
    private final class Noted implements Figures {

        private final Variant variant;
        private final String name;
        private final String title;

        private Noted(Variant variant, String name, String title) {
            this.variant = variant;
            this.name = name;
            this.title = title;
        }

        @Override
        public void add(String what, double value) {
            report.add(title, variant.label(), what, value);
            progress(what + ": " + Report.number(value));
        }

        @Override
        public void fault(String what) {
            report.fault(variant.label() + ", " + name + ", " + what);
            progress("FAULT " + what);
            failed |= variant.promises();
        }

        @Override
        public void progress(String line) {
            say(name + " " + variant.label() + ": " + line);
        }
    }
}
