package carillon.faults.record;

import java.util.ArrayList;
import java.util.List;

/** What a checker has found: what is wrong in words, the rest in numbers. */
public final class Findings {

    /** Acknowledged, never received, and never said. */
    public final List<String> lost = new ArrayList<>();
    /** Received twice by one recorder. */
    public final List<String> doubled = new ArrayList<>();
    /** Received behind a later one of its origin. */
    public final List<String> reordered = new ArrayList<>();
    /** Received, and never published, or on another channel. */
    public final List<String> alien = new ArrayList<>();
    /** Acknowledged, never received, and the recorder was told first. */
    public final List<String> said = new ArrayList<>();
    /** Told that something may be missing, and nothing was. */
    public final List<String> falseAlarms = new ArrayList<>();
    public long deliveries;
    /** Received again on another node, with another stamp and a key that was seen: a client passes over it. */
    public long passedOver;
    public int resumes;

    /** Whether no invariant is broken. */
    public boolean isClean() {
        return lost.isEmpty() && doubled.isEmpty() && reordered.isEmpty() && alien.isEmpty();
    }

    /** The first of each kind of what is wrong. */
    public List<String> worst() {
        List<String> worst = new ArrayList<>();
        add(worst, "lost", lost);
        add(worst, "doubled", doubled);
        add(worst, "reordered", reordered);
        add(worst, "alien", alien);
        return worst;
    }

    private static void add(List<String> worst, String kind, List<String> found) {
        found.stream().limit(3).forEach(one -> worst.add(kind + ": " + one));
    }
}
