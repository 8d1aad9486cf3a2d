package carillon.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What has to be removed from one sequence of numbers and inserted to make another of it.
 *
 * <p>Found by the greedy algorithm of Myers (An O(ND) Difference Algorithm and Its Variations, 1986).
 */
record Differences(int[] removed, int[] inserted) {

    /**
     * The fewest differences.
     *
     * @return empty if they are more than {@code most}; time grows with the lengths times the differences, space with their square
     */
    static Optional<Differences> between(int[] from, int[] to, int most) {
        int same = commonEnd(from, to);
        return new Search(Arrays.copyOf(from, from.length - same), Arrays.copyOf(to, to.length - same)).find(most);
    }

    /** A hole or a repetition in one piece is then all that is left to compare. */
    private static int commonEnd(int[] from, int[] to) {
        int same = 0;
        while (same < Math.min(from.length, to.length) && from[from.length - 1 - same] == to[to.length - 1 - same]) {
            same++;
        }
        return same;
    }

    /** Walks from the start of both to their ends; on diagonal k it is at x in {@code from} and at x - k in {@code to}. */
    private static final class Search {

        private final int[] from;
        private final int[] to;
        /** For each number d of differences: how far d of them lead on the diagonals -d to d, at index k + d. */
        private final List<int[]> reached = new ArrayList<>();

        Search(int[] from, int[] to) {
            this.from = from;
            this.to = to;
        }

        Optional<Differences> find(int most) {
            if (from.length == 0 || to.length == 0) {
                return Optional.of(new Differences(from, to));
            }
            for (int d = 0; d <= most; d++) {
                reached.add(new int[2 * d + 1]);
                for (int k = -d; k <= d; k += 2) {
                    if (arrives(d, k)) {
                        return Optional.of(walkBack(d, k));
                    }
                }
            }
            return Optional.empty();
        }

        private boolean arrives(int d, int k) {
            int x = d == 0 ? 0 : start(d, k);
            while (x < from.length && x - k < to.length && from[x] == to[x - k]) {
                x++;
            }
            reached.get(d)[k + d] = x;
            return x >= from.length && x - k >= to.length;
        }

        private int start(int d, int k) {
            return inserts(d, k) ? at(d - 1, k + 1) : at(d - 1, k - 1) + 1;
        }

        /** Whether the last of d differences that lead to diagonal k is an insertion. */
        private boolean inserts(int d, int k) {
            return k == -d || k != d && at(d - 1, k - 1) < at(d - 1, k + 1);
        }

        private int at(int d, int k) {
            return reached.get(d)[k + d];
        }

        private Differences walkBack(int last, int diagonal) {
            List<Integer> removed = new ArrayList<>();
            List<Integer> inserted = new ArrayList<>();
            int k = diagonal;
            for (int d = last; d > 0; d--) {
                if (inserts(d, k)) {
                    k++;
                    inserted.add(to[at(d - 1, k) - k]);
                } else {
                    k--;
                    removed.add(from[at(d - 1, k)]);
                }
            }
            return new Differences(toArray(removed), toArray(inserted));
        }

        private static int[] toArray(List<Integer> numbers) {
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
