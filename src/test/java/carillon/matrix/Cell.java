package carillon.matrix;

import java.util.Set;
import java.util.TreeSet;

/** What came of the tests of one capability on one combination. Not thread-safe. */
final class Cell {

    private int passed;
    private int failed;
    private final Set<String> reasons = new TreeSet<>();

    void add(Result result) {
        switch (result.outcome()) {
            case PASSED -> passed++;
            case FAILED -> failed++;
            case SKIPPED -> reasons.add(result.reason());
        }
    }

    /** Why some of it, or all, is not possible. */
    Set<String> reasons() {
        return reasons;
    }

    boolean isFailed() {
        return failed > 0;
    }

    /** Without the reasons. */
    String word() {
        if (failed > 0) {
            return "**failed**";
        }
        if (passed > 0) {
            return reasons.isEmpty() ? "passed" : "passed, but";
        }
        return reasons.isEmpty() ? "not run" : "not possible";
    }
}
