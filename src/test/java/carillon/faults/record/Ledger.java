package carillon.faults.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What was published in a run and what was acknowledged of it. Thread-safe. */
public final class Ledger {

    /** What a publisher may try again with the same key. */
    static final Set<String> MAY_BE_TRIED_AGAIN = Set.of("unavailable", "busy", "rate", "unknown");
    private static final double NEARLY_ALL = 0.99;

    private final Map<String, Published> all = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final List<Long> answers = new ArrayList<>();
    private final List<String> unanswered = new ArrayList<>();

    /** Before the first attempt is made. */
    public void sent(String id, String channel, long at) {
        all.put(id, new Published(id, channel, at, 0, null, 0));
    }

    /** Before an attempt that may be the first. */
    void sentAgain(String id, String channel, long at) {
        all.putIfAbsent(id, new Published(id, channel, at, 0, null, 0));
    }

    /** It was acknowledged; the first acknowledgement counts. */
    public void acknowledged(String id, long at, String origin, long seq) {
        all.computeIfPresent(id, (same, one) -> one.acknowledged() ? one : new Published(id, one.channel(), one.sentAt(), at, origin, seq));
    }

    /** An attempt got no answer in the time that a publisher has, though it was still connected; in words. */
    synchronized void unanswered(String attempt) {
        unanswered.add(attempt);
    }

    public synchronized List<String> unansweredAttempts() {
        return List.copyOf(unanswered);
    }

    /** An attempt was refused, or is of unknown outcome. */
    void refused(String id, String code) {
        refusals.merge(MAY_BE_TRIED_AGAIN.contains(code) ? code : code + " (" + id + ")", 1, Integer::sum);
    }

    /** How many attempts were refused, by code. */
    public Map<String, Integer> refusals() {
        return new TreeMap<>(refusals);
    }

    /** An attempt was answered, one way or another, after so many nanoseconds. */
    synchronized void answered(long nanos) {
        answers.add(nanos);
    }

    Published get(String id) {
        return all.get(id);
    }

    public Collection<Published> all() {
        return all.values();
    }

    public List<Published> acknowledged() {
        return all.values().stream().filter(Published::acknowledged).toList();
    }

    /** How long an attempt took that was answered, in milliseconds: the longest. */
    public synchronized long slowestAnswerMs() {
        return answers.stream().mapToLong(Long::longValue).max().orElse(0) / 1_000_000;
    }

    /** The same for all but one in a hundred. */
    public synchronized long mostAnswersMs() {
        List<Long> sorted = answers.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * NEARLY_ALL)) / 1_000_000;
    }
}
