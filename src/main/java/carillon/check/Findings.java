package carillon.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What checks have found: why a start is refused, and what is taken but looks wrong. Not thread-safe. */
public final class Findings {

    /**
     * Why a start is refused.
     *
     * @param status what the process ends with
     * @param sentence for an operator; without any secret
     */
    public record Refusal(ExitStatus status, String sentence) {
    }

    private final List<Refusal> refusals = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** The start is refused. */
    public void refuse(ExitStatus status, String sentence) {
        refusals.add(new Refusal(status, sentence));
    }

    /** The start goes on, and an operator is told. */
    public void warn(String sentence) {
        warnings.add(sentence);
    }

    /** The first refusal, empty if there is none. */
    public Optional<Refusal> refusal() {
        return refusals.stream().findFirst();
    }

    /** All refusals, in the order in which they were found. */
    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /** All warnings, in the order in which they were found. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
