package carillon.cluster;

import java.util.Arrays;
import java.util.Optional;

/**
 * What one client has received, compared with its {@link Feed} as it comes. Safe for use by any thread.
 *
 * <p>As long as all is well it keeps nothing but a position. From the first difference on it keeps numbers, as many as four feeds.
 */
final class Reception {

    private static final int FEEDS_KEPT = 4;
    private static final int FIRST_ROOM = 1_024;

    private final Feed feed;
    /** All guarded by this. */
    private int received;
    private int inOrder;
    private int[] rest = new int[0];
    private int restSize;
    private String firstDifference;

    Reception(Feed feed) {
        this.feed = feed;
    }

    synchronized void add(String text) {
        int number = feed.numberOf(text);
        if (received == inOrder && number != Feed.FOREIGN && number == feed.at(inOrder)) {
            inOrder++;
        } else {
            differs(text, number);
        }
        received++;
    }

    private void differs(String text, int number) {
        if (firstDifference == null) {
            firstDifference = "at line " + (inOrder + 1) + ", where "
                    + (inOrder < feed.size() ? "'" + feed.text(inOrder) + "' was expected" : "the file has ended") + ", came '" + text + "'";
        }
        if (restSize < FEEDS_KEPT * (feed.size() + 1)) {
            keep(number);
        }
    }

    private void keep(int number) {
        if (restSize == rest.length) {
            rest = Arrays.copyOf(rest, Math.max(FIRST_ROOM, rest.length * 2));
        }
        rest[restSize++] = number;
    }

    /** How many texts came. */
    synchronized int received() {
        return received;
    }

    /** Whether as many came as the feed has; more may follow. */
    synchronized boolean isFull() {
        return received >= feed.size();
    }

    /** Where it left the feed, in words; empty as long as it has not, even if it is not at the end yet. */
    synchronized Optional<String> firstDifference() {
        return Optional.ofNullable(firstDifference);
    }

    /** The judgement if nothing more comes. */
    synchronized Verdict verdict() {
        return Verdict.of(feed.from(inOrder), Arrays.copyOf(rest, restSize));
    }
}
