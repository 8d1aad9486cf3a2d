package carillon.cluster;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts that each client is to receive, in order. Immutable.
 *
 * <p>Equal texts have the same number, so that the receptions of many clients are kept and compared as numbers.
 */
final class Feed {

    /** The number of every text that the feed does not have. */
    static final int FOREIGN = -1;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final String[] texts;
    private final int[] sequence;

    Feed(List<String> texts) {
        this.texts = texts.toArray(String[]::new);
        this.sequence = texts.stream().mapToInt(this::register).toArray();
    }

    private int register(String text) {
        Integer next = numbers.size();
        Integer known = numbers.putIfAbsent(text, next);
        return known == null ? next : known;
    }

    int size() {
        return sequence.length;
    }

    /** The number of a text, or {@link #FOREIGN}. */
    int numberOf(String text) {
        return numbers.getOrDefault(text, FOREIGN);
    }

    /** The number of the text at a position from 0; {@link #FOREIGN} beyond the end. */
    int at(int position) {
        return position < sequence.length ? sequence[position] : FOREIGN;
    }

    /** The text at a position from 0. */
    String text(int position) {
        return texts[position];
    }

    /** The numbers from a position to the end. */
    int[] from(int position) {
        return Arrays.copyOfRange(sequence, position, sequence.length);
    }
}
