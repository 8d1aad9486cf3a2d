package carillon.cluster;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The receptions of all clients of one run, judged together. */
final class Audit {

    private static final int EXAMPLES = 3;

    private final Feed feed;
    private final List<Reception> receptions;

    Audit(Feed feed, int clients) {
        this.feed = feed;
        this.receptions = Stream.generate(() -> new Reception(feed)).limit(clients).toList();
    }

    Reception of(int client) {
        return receptions.get(client);
    }

    int clients() {
        return receptions.size();
    }

    int expectedOfEach() {
        return feed.size();
    }

    long received() {
        return receptions.stream().mapToLong(Reception::received).sum();
    }

    int least() {
        return receptions.stream().mapToInt(Reception::received).min().orElse(0);
    }

    int most() {
        return receptions.stream().mapToInt(Reception::received).max().orElse(0);
    }

    /** Whether every client has received as many as it should; more may follow. */
    boolean isFull() {
        return receptions.stream().allMatch(Reception::isFull);
    }

    Verdict total() {
        return receptions.stream().map(Reception::verdict).reduce(Verdict.PERFECT, Verdict::plus);
    }

    /** The first few clients that did not receive the feed, with what is wrong: one line each. */
    List<String> complaints() {
        return IntStream.range(0, clients()).filter(client -> !of(client).verdict().isPerfect()).limit(EXAMPLES)
                .mapToObj(client -> "client " + (client + 1) + ": " + of(client).verdict() + of(client).firstDifference().map(where -> "; first " + where).orElse(""))
                .toList();
    }
}
