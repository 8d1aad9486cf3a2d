package carillon.snapshot;

import carillon.channel.Origin;
import carillon.channel.Stamp;
import carillon.history.History;
import carillon.history.Kept;
import carillon.sequence.News;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has come so far of what another node remembers. Bounded as this node's own history is; used by one thread at a time.
 */
public final class Draft {

    /** Twice as many as a node remembers: those that it has forgotten it tells too. */
    private static final int MAX_ORIGINS = 8_192;

    private final History history;
    private final long maxMarks;
    private final Map<Origin, News> reached = new HashMap<>();
    /** The last sequence of each origin that came. */
    private final Map<Origin, Long> last = new HashMap<>();
    private long marks;
    private long bytes;

    /**
     * Makes an empty one.
     *
     * @param history an empty one, to be filled
     * @param maxMarks how many floors are taken
     */
    public Draft(History history, int maxMarks) {
        this.history = history;
        this.maxMarks = (long) maxMarks + MAX_ORIGINS;
    }

    /**
     * Takes in the next piece.
     *
     * @throws IllegalArgumentException if no node that follows the rules remembers that
     */
    public void add(Piece piece) {
        bytes += piece.bytes();
        for (News news : piece.reached()) {
            require(reached.put(news.origin(), news) == null && reached.size() <= MAX_ORIGINS, "An origin comes twice, or there are too many.");
        }
        marks += piece.marks().size();
        require(marks <= maxMarks, "There are too many floors.");
        piece.marks().forEach(history::restore);
        piece.noted().forEach(history::restore);
        piece.kept().forEach(this::add);
    }

    private void add(Kept kept) {
        if (kept.publication().identity() instanceof Stamp stamp) {
            Long before = last.put(stamp.origin(), stamp.sequence());
            News news = reached.get(stamp.origin());
            require(before == null || before < stamp.sequence(), "The sequences of an origin don't rise.");
            require(news != null && stamp.sequence() <= news.last(), "There is a publication beyond what was heard.");
        }
        history.restore(kept);
    }

    private static void require(boolean sound, String otherwise) {
        if (!sound) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** What came, as a history. */
    public History history() {
        return history;
    }

    /** How far the other node has heard whom. */
    public List<News> reached() {
        return new ArrayList<>(reached.values());
    }

    /** The same, by origin. */
    public Map<Origin, Long> positions() {
        Map<Origin, Long> positions = new HashMap<>();
        reached.forEach((origin, news) -> positions.put(origin, news.last()));
        return positions;
    }

    /** About how many bytes came. */
    public long bytes() {
        return bytes;
    }
}
