package carillon.launch;

import carillon.check.Findings;
import java.io.PrintStream;

/** What the launcher says: one line each, to the standard error stream as it was when the process began. */
final class Console {

    private final PrintStream out;

    Console(PrintStream out) {
        this.out = out;
    }

    /** Warnings, then refusals; the one that decides the exit status comes last. */
    void say(Findings findings) {
        findings.warnings().forEach(this::warn);
        for (int i = findings.refusals().size() - 1; i >= 0; i--) {
            refuse(findings.refusals().get(i).sentence());
        }
    }

    void warn(String sentence) {
        say("WARNING: " + sentence);
    }

    /** Why the node does not start. */
    void refuse(String sentence) {
        say("Carillon can't start: " + sentence);
    }

    void say(String line) {
        out.println(line.replaceAll("[\\p{Cntrl}]+", " "));
        out.flush();
    }
}
