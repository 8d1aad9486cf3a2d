package carillon.snapshot;

import carillon.history.Kept;
import carillon.history.Mark;
import carillon.history.Noted;
import carillon.sequence.News;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of what a node remembers.
 *
 * @param reached how far it has heard origins
 * @param marks floors
 * @param noted idempotency keys, oldest first; all come before the publications
 * @param kept publications, oldest first
 */
public record Piece(List<News> reached, List<Mark> marks, List<Noted> noted, List<Kept> kept) {

    private static final int NEWS_BYTES = 48;
    private static final int MARK_BYTES = 64;
    private static final int NOTED_BYTES = 96;
    private static final int KEPT_BYTES = 96;

    /** Makes one. */
    public Piece {
        reached = List.copyOf(reached);
        marks = List.copyOf(marks);
        noted = List.copyOf(noted);
        kept = List.copyOf(kept);
    }

    /**
     * Cuts all that a node remembers into pieces.
     *
     * @param bytes about as large as a piece may be; it holds one thing at least
     * @return one at least
     */
    public static List<Piece> cut(List<News> reached, List<Mark> marks, List<Noted> noted, List<Kept> kept, int bytes) {
        List<Piece> pieces = new ArrayList<>();
        for (int from = 0; from == 0 || from < reached.size(); from += bytes / NEWS_BYTES + 1) {
            pieces.add(new Piece(part(reached, from, bytes / NEWS_BYTES + 1), List.of(), List.of(), List.of()));
        }
        for (int from = 0; from < marks.size(); from += bytes / MARK_BYTES + 1) {
            pieces.add(new Piece(List.of(), part(marks, from, bytes / MARK_BYTES + 1), List.of(), List.of()));
        }
        for (int from = 0; from < noted.size(); from += bytes / NOTED_BYTES + 1) {
            pieces.add(new Piece(List.of(), List.of(), part(noted, from, bytes / NOTED_BYTES + 1), List.of()));
        }
        for (int from = 0; from < kept.size(); from += pieces.get(pieces.size() - 1).kept().size()) {
            pieces.add(new Piece(List.of(), List.of(), List.of(), part(kept, from, fitting(kept, from, bytes))));
        }
        return pieces;
    }

    private static <T> List<T> part(List<T> all, int from, int count) {
        return all.subList(from, Math.min(all.size(), from + count));
    }

    private static int fitting(List<Kept> kept, int from, int bytes) {
        int left = bytes;
        int to = from;
        while (to < kept.size() && (to == from || left > 0)) {
            left -= cost(kept.get(to++));
        }
        return to - from;
    }

    private static int cost(Kept one) {
        return KEPT_BYTES + one.publication().channel().name().length() + one.publication().payload().bytes();
    }

    /** About how many bytes it takes on its way. */
    public int bytes() {
        return reached.size() * NEWS_BYTES + marks.size() * MARK_BYTES + noted.size() * NOTED_BYTES + kept.stream().mapToInt(Piece::cost).sum();
    }
}
