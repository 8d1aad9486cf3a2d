package carillon.faults;

import carillon.cluster.Directories;
import carillon.faults.record.Checker;
import carillon.faults.record.Findings;
import carillon.faults.record.Journal;
import carillon.faults.record.Times;
import carillon.faults.stage.Flavour;
import carillon.faults.stage.Stage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Many runs, on stages that are booted once for each flavour. */
public final class Campaign implements AutoCloseable {

    private static final int BEFORE_MS = 1_500;
    private static final int AFTER_MS = 1_500;
    private static final int BOOTS = 3;

    private final PrintStream out;
    private final int patience;
    private final Report report = new Report();
    private Stage stage;
    private Flavour flavour;

    /**
     * Makes one that has run nothing.
     *
     * @param patience how many times longer than what is promised anything may take: 1 where that is measured, more in a gate, which must not depend on the load of the machine
     */
    public Campaign(PrintStream out, int patience) {
        this.patience = patience;
        this.out = out;
    }

    Report report() {
        return report;
    }

    /** One run; a stage that can't be made ready again is booted anew for the next one. */
    Outcome run(Fault fault, int run, long seed) throws IOException {
        prepare(fault.flavour());
        long start = System.nanoTime();
        try (Scene scene = new Scene(stage, fault.code().toLowerCase() + "-" + run, run - 1, seed, patience)) {
            scene.begin(fault.level());
            long end = strike(fault, scene);
            scene.end();
            Outcome outcome = judge(fault, run, seed, scene, end, start);
            out.println(outcome.line());
            report.add(outcome);
            keep(outcome);
            if (!outcome.isClean()) {
                tell(outcome, scene);
            }
            return outcome;
        }
    }

    private void prepare(Flavour wanted) throws IOException {
        if (stage != null && flavour == wanted) {
            try {
                stage.awaitReady();
                return;
            } catch (RuntimeException hopeless) {
                out.println("The stage did not get ready again: " + hopeless.getMessage());
            }
        }
        close();
        long start = System.nanoTime();
        stage = open(wanted, BOOTS);
        flavour = wanted;
        out.printf("stage %s ready after %d s%n", wanted, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }

    /** On a machine that has much else to do a boot may take longer than anybody wants to wait: it is tried again. */
    private Stage open(Flavour wanted, int attempts) throws IOException {
        try {
            return Stage.open(wanted);
        } catch (RuntimeException late) {
            if (attempts <= 1) {
                throw late;
            }
            out.println("The stage did not boot: " + late.getMessage());
            return open(wanted, attempts - 1);
        }
    }

    private long strike(Fault fault, Scene scene) {
        try {
            scene.pass(BEFORE_MS);
            fault.strike(scene);
            long end = System.nanoTime();
            scene.pass(AFTER_MS);
            return end;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        } catch (Exception defect) {
            defect.printStackTrace(out);
            scene.complain("the fault could not be struck: " + defect);
            return System.nanoTime();
        }
    }

    private Outcome judge(Fault fault, int run, long seed, Scene scene, long end, long start) {
        List<Journal> journals = scene.journals();
        Findings findings = Checker.check(scene.ledger(), journals);
        return new Outcome(fault, run, seed, findings, Times.of(journals, end), scene.ledger().all().size(), scene.ledger().acknowledged().size(), scene.ledger().refusals(),
                scene.ledger().slowestAnswerMs(), scene.ledger().mostAnswersMs(), fault.silencesNodes() ? List.of() : scene.ledger().unansweredAttempts(), scene.complaints(), scene.remarks(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    }

    private static void keep(Outcome outcome) throws IOException {
        Files.writeString(Files.createDirectories(Directories.build()).resolve("faults.csv"), outcome.csv(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Says what is wrong, and keeps the records. */
    private void tell(Outcome outcome, Scene scene) throws IOException {
        outcome.unanswered().forEach(attempt -> out.println("  no answer in time: " + attempt));
        outcome.complaints().forEach(complaint -> out.println("  " + complaint));
        outcome.findings().worst().forEach(worst -> out.println("  " + worst));
        Path directory = Files.createDirectories(Directories.build().resolve("faults").resolve("failed").resolve(outcome.fault().code() + "-" + outcome.run() + "-seed-" + outcome.seed()));
        Files.write(directory.resolve("ledger.txt"), (Iterable<String>) scene.ledger().all().stream().map(Object::toString)::iterator);
        for (Journal journal : scene.journals()) {
            Files.write(directory.resolve(journal.name() + ".txt"), Stream.concat(Stream.of(journal.channels()), journal.events().stream()).map(Object::toString).toList());
        }
        Files.write(directory.resolve("findings.txt"), Stream.of(outcome.complaints(), outcome.findings().lost, outcome.findings().doubled, outcome.findings().reordered,
                outcome.findings().alien, outcome.findings().said, outcome.findings().falseAlarms).flatMap(List::stream).toList());
        out.println("  records: " + directory + " (the stage's logs beside it)");
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.close();
            stage = null;
        }
    }
}
