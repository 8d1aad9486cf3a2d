package carillon.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a sequence of texts that was received differs from the one that was expected.
 *
 * <p>By the shortest list of removals and insertions that turns one into the other. A text that is removed in one place and inserted in
 * another is out of order; the other removals are lost, the other insertions doubled, or foreign if the feed has no such text at all.
 *
 * @param outOfOrder empty if the two differ too much to say; the other counts hold even then
 */
record Verdict(int lost, int doubled, int foreign, OptionalInt outOfOrder) {

    static final Verdict PERFECT = new Verdict(0, 0, 0, OptionalInt.of(0));

    private static final int MOST_DIFFERENCES = 2_000;

    /** Of numbers as {@link Feed} gives them. */
    static Verdict of(int[] expected, int[] received) {
        return Differences.between(expected, received, MOST_DIFFERENCES).map(differences -> counted(differences, true))
                .orElseGet(() -> counted(new Differences(expected, received), false));
    }

    private static Verdict counted(Differences differences, boolean shortest) {
        Map<Integer, Integer> balance = new HashMap<>();
        for (int number : differences.removed()) {
            balance.merge(number, 1, Integer::sum);
        }
        int moved = 0;
        int foreign = 0;
        for (int number : differences.inserted()) {
            foreign += number == Feed.FOREIGN ? 1 : 0;
            moved += balance.merge(number, -1, Integer::sum) >= 0 ? 1 : 0;
        }
        return new Verdict(differences.removed().length - moved, differences.inserted().length - moved - foreign, foreign,
                shortest ? OptionalInt.of(moved) : OptionalInt.empty());
    }

    boolean isPerfect() {
        return equals(PERFECT);
    }

    Verdict plus(Verdict other) {
        return new Verdict(lost + other.lost, doubled + other.doubled, foreign + other.foreign,
                outOfOrder.isPresent() && other.outOfOrder.isPresent() ? OptionalInt.of(outOfOrder.getAsInt() + other.outOfOrder.getAsInt()) : OptionalInt.empty());
    }

    @Override
    public String toString() {
        return "lost " + lost + ", doubled " + doubled + ", foreign " + foreign + ", out of order "
                + (outOfOrder.isPresent() ? outOfOrder.getAsInt() : "(too different to say)");
    }
}
