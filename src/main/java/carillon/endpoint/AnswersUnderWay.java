package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The answers that threads of the server are writing, and the end of those that their clients do not read.
 *
 * <p>A thread that writes waits for its client; clients that ask for much and read nothing would keep them all. Any thread begins and ends an answer; one looks now and then.
 */
@ApplicationScoped
public class AnswersUnderWay {

    /** An honest client's answer is with the operating system within milliseconds. */
    private static final long LONG_NANOS = 1_000_000_000L;

    private final Ticker ticker;
    private final long timeoutNanos;
    private final int many;
    private final Map<ClientSocket, Answer> answers = new ConcurrentHashMap<>();

    /** One answer: its thread writes on behind all filters, so it has ended once nothing of it waits. */
    static final class Answer {

        private final ClientSocket socket;
        private final long begun;
        private volatile boolean over;

        private Answer(ClientSocket socket, long begun) {
            this.socket = socket;
            this.begun = begun;
        }

        private long begun() {
            return begun;
        }

        /** Where nobody can tell whether its client reads, it has to have taken as long as any may. */
        private boolean isStalled(long now, long nanos, long longestNanos) {
            return socket.canTell() ? now - begun > nanos && !socket.isIdle() : now - begun > longestNanos;
        }

        private boolean hasEnded() {
            return over && socket.isIdle();
        }
    }

    /** For the container's proxy only. */
    protected AnswersUnderWay() {
        this(Settings.of(Map.of()), System::nanoTime);
    }

    /** Makes one that knows of none. */
    @Inject
    public AnswersUnderWay(Settings settings, Ticker ticker) {
        this.ticker = ticker;
        this.timeoutNanos = settings.nanos(Limit.ANSWER_TIMEOUT_MS);
        this.many = settings.get(Limit.ANSWERS_MAX);
    }

    /** A thread begins to answer; it has to {@link #end} what this gives. The answer before on the same socket has ended. */
    Answer begin(ClientSocket socket) {
        Answer answer = new Answer(socket, ticker.nanos());
        if (socket != ClientSocket.UNKNOWN) {
            answers.put(socket, answer);
        }
        return answer;
    }

    /** What is written to a socket from now on is no answer that a thread waits for. */
    void forget(ClientSocket socket) {
        answers.remove(socket);
    }

    /** The application has answered. */
    void end(Answer answer) {
        answer.over = true;
    }

    /** Resets the sockets of answers that take too long: after the time limit, or where there are too many after a second. To be called a few times a second. */
    public void sweep() {
        answers.values().removeIf(Answer::hasEnded);
        long now = ticker.nanos();
        List<Answer> oldestFirst = answers.values().stream().sorted(Comparator.comparingLong(answer -> answer.begun() - now)).toList();
        int left = oldestFirst.size();
        for (Answer answer : oldestFirst) {
            if (answer.isStalled(now, left > many ? LONG_NANOS : timeoutNanos, timeoutNanos)) {
                answers.remove(answer.socket, answer);
                answer.socket.reset();
                left--;
            }
        }
    }

    /** How many there are. */
    int size() {
        return answers.size();
    }
}
