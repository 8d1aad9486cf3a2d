package carillon.hub.outbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/**
 * How much may be written to a connection before it has to prove, by answering pings, that it reads.
 *
 * <p>A container's "written" says little: Payara 6.2025.10 took 9.8 MB for a client that read nothing. So a ping is sent behind every quarter of the
 * window, and what was written since the last one answered never exceeds the window; a single message that is longer is let through when nothing
 * else is open. The pings carry random numbers, so a client can't answer what it has not read. Guarded by the outbox.
 */
final class Credit {

    private static final int PINGS_PER_WINDOW = 4;

    private final int window;
    private final RandomGenerator random;
    private final Deque<Mark> marks = new ArrayDeque<>();
    /** Bytes written in all, as of the last ping, and as of the last ping that was answered. */
    private long written;
    private long marked;
    private long proved;

    /** A ping that waits for its answer, and what had been written before it. */
    private record Mark(long number, long written) {
    }

    /**
     * Makes a full one.
     *
     * @param window the greatest number of bytes that are written without proof; 0 for no bound
     */
    Credit(int window, RandomGenerator random) {
        this.window = window;
        this.random = random;
    }

    /** Whether so many bytes may be written now. */
    boolean allows(int bytes) {
        return bytes <= left() || open() == 0;
    }

    /** How many bytes may be written now; below 0 behind a message that was longer than the window. */
    long left() {
        return window == 0 ? Long.MAX_VALUE : window - open();
    }

    /** Takes note of a write. */
    void spend(int bytes) {
        written += bytes;
    }

    /** Whether a ping should follow what was written; always once the credit is used up and no answer is on its way. */
    boolean wantsPing(boolean blocked) {
        return window != 0 && (written - marked >= window / PINGS_PER_WINDOW || blocked && marks.isEmpty());
    }

    /** The number of the ping that is sent now. */
    long mark() {
        long number = random.nextLong();
        marks.addLast(new Mark(number, written));
        marked = written;
        return number;
    }

    /** Takes the answer to a ping, and with it to all before it (RFC 6455, section 5.5.3); an answer to none says nothing. */
    void answered(long number) {
        if (marks.stream().noneMatch(mark -> mark.number() == number)) {
            return;
        }
        Mark mark;
        do {
            mark = marks.removeFirst();
        } while (mark.number() != number);
        proved = mark.written();
    }

    /** How many bytes were written without proof. */
    long open() {
        return written - proved;
    }
}
