package carillon.hub.outbox;

import carillon.protocol.Frame;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an outbox has to do, in its order: pings that are due, frames that wait as far as the credit goes, then more of the backlog, and a last word to its owner.
 *
 * <p>Guarded by the outbox.
 */
final class Agenda {

    private static final Runnable NOTHING = () -> { };

    private final Waiting waiting;
    private final Credit credit;
    /** What is to be told when nothing waits; null if there is no such thing. */
    private Backlog backlog;
    private boolean pingWanted;
    /** Once true, it stays so: nothing more is taken. */
    private boolean closed;
    private Runnable drained = NOTHING;

    Agenda(Waiting waiting, Credit credit) {
        this.waiting = waiting;
        this.credit = credit;
    }

    /** Takes frames in; false if there is no room for one of them: then it is closed. */
    boolean add(List<Frame> frames) {
        for (int i = 0; i < frames.size(); i++) {
            if (!waiting.add(frames.get(i))) {
                close();
                return false;
            }
        }
        return true;
    }

    /** Takes a last frame in, if there is one, and nothing after it; then this is to be called. */
    void finish(Optional<Frame> last, Runnable then) {
        if (!closed) {
            last.ifPresent(waiting::append);
        }
        closed = true;
        drained = then;
    }

    /** Takes no more, and drops what waits. */
    void close() {
        closed = true;
        waiting.clear();
    }

    boolean isClosed() {
        return closed;
    }

    /** A ping is due, whatever was written. */
    void wantPing() {
        pingWanted = true;
    }

    /** From now on, when nothing waits, this is asked for more; null for nobody. */
    void refillFrom(Backlog source) {
        backlog = source;
    }

    /** Whether the client has missed more than what waits. */
    boolean isBehind() {
        return !closed && backlog != null && backlog.hasMore();
    }

    /** Whether there is something to do now. */
    boolean hasWork() {
        return pingIsDue() || mayWrite() || mayRefill() || waiting.isEmpty() && drained != NOTHING;
    }

    /** Whether something waits that may be written now. */
    boolean mayWrite() {
        return !waiting.isEmpty() && credit.allows(waiting.firstBytes());
    }

    private boolean mayRefill() {
        return waiting.isEmpty() && isBehind();
    }

    private boolean pingIsDue() {
        return pingWanted || credit.wantsPing(!waiting.isEmpty() && !mayWrite());
    }

    /** The number of the ping that is to be sent now; empty if none is. */
    OptionalLong nextPing() {
        if (!pingIsDue()) {
            return OptionalLong.empty();
        }
        pingWanted = false;
        return OptionalLong.of(credit.mark());
    }

    /**
     * The frames that are to be written now; empty if none are.
     *
     * @param most how many bytes they may have together; a single frame may have more
     * @param many whether more than one may be taken
     */
    List<Frame> nextBurst(int most, boolean many) {
        if (mayRefill()) {
            backlog.next().forEach(waiting::append);
        }
        return mayWrite() ? waiting.take((int) Math.min(most, credit.left()), many) : List.of();
    }

    /** What is to be called now, as all is done; called once, and nothing before. */
    Runnable drained() {
        if (!waiting.isEmpty()) {
            return NOTHING;
        }
        Runnable then = drained;
        drained = NOTHING;
        return then;
    }
}
