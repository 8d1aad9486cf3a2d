package carillon.hub;

import carillon.protocol.Frame;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The bounded queue of one connection, with one write in flight.
 *
 * <p>What waits while a write is under way is joined to one message when it is done: many publications, one write. Safe for use by any
 * thread; no method waits for the client, and none throws because of it.
 */
final class Outbox {

    /** What a frame costs besides its bytes, so that empty ones can't wait without end. */
    private static final int OVERHEAD = 32;
    private static final Runnable NOTHING = () -> { };

    private final Transport transport;
    private final OutboxRules rules;
    private final Runnable onFailure;

    /** Guarded by this; so are all fields below. */
    private final Queue<Frame> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean writing;
    private long writingSince;
    /** Once true, it stays so: nothing more is taken. */
    private boolean closed;
    private Runnable drained = NOTHING;

    /**
     * Makes an outbox.
     *
     * @param onFailure called when a write failed, perhaps more than once
     */
    Outbox(Transport transport, OutboxRules rules, Runnable onFailure) {
        this.transport = transport;
        this.rules = rules;
        this.onFailure = onFailure;
    }

    /**
     * Takes a frame to be written after all that were taken before.
     *
     * @param source gives the frame, or null where there is none to be written after all; asked under the lock of this outbox, so that what it
     *     reads or changes is in step with what is taken; not asked once the outbox is closed; must be short
     * @return false if there is no room for it: the outbox is closed then, and what waits is dropped
     */
    boolean offer(Supplier<Frame> source) {
        synchronized (this) {
            Frame frame = closed ? null : source.get();
            if (frame == null) {
                return true;
            }
            if (waitingBytes + cost(frame) > rules.maxBytes()) {
                close();
                return false;
            }
            add(frame);
            if (!start()) {
                return true;
            }
        }
        pump();
        return true;
    }

    /**
     * Takes a last frame, if there is one, and nothing after it.
     *
     * @param then called once all has been written, or dropped; on any thread
     */
    void finish(Optional<Frame> last, Runnable then) {
        boolean startedHere;
        synchronized (this) {
            if (!closed) {
                last.ifPresent(this::add);
            }
            closed = true;
            drained = then;
            startedHere = start();
        }
        if (startedHere) {
            pump();
        }
    }

    private void add(Frame frame) {
        waiting.add(frame);
        waitingBytes += cost(frame);
    }

    private static int cost(Frame frame) {
        return OVERHEAD + frame.bytes();
    }

    /** Whether the caller has to pump now. */
    private boolean start() {
        boolean startedHere = !writing;
        writing = true;
        if (startedHere) {
            writingSince = rules.ticker().nanos(); // or it would look stuck since the last write until the pump sets it
        }
        return startedHere;
    }

    /** Writes message after message for as long as writes are done at once; otherwise the last one's completion goes on. */
    private void pump() {
        for (String message = next(); message != null; message = next()) {
            AtomicBoolean handedOver = new AtomicBoolean();
            transport.write(message, failure -> done(failure, handedOver));
            if (handedOver.compareAndSet(false, true)) {
                return; // not done yet: the completion pumps
            }
        }
        takeDrained().run();
    }

    private synchronized Runnable takeDrained() {
        Runnable then = drained;
        drained = NOTHING;
        return then;
    }

    private void done(Throwable failure, AtomicBoolean handedOver) {
        if (failure != null) {
            close();
            onFailure.run();
        }
        if (!handedOver.compareAndSet(false, true)) {
            pump();
        }
    }

    /** The next message to write, or null (and no write is under way) if there is none. */
    private synchronized String next() {
        Frame first = waiting.poll();
        if (first == null) {
            writing = false;
            return null;
        }
        writingSince = rules.ticker().nanos();
        waitingBytes -= cost(first);
        return rules.joinsLines() ? joined(first) : first.text();
    }

    private String joined(Frame first) {
        if (waiting.isEmpty()) {
            return first.text();
        }
        StringBuilder lines = new StringBuilder(first.text());
        int bytes = first.bytes();
        for (Frame frame = waiting.peek(); frame != null && bytes + 1 + frame.bytes() <= rules.frameMaxBytes(); frame = waiting.peek()) {
            waiting.remove();
            waitingBytes -= cost(frame);
            bytes += 1 + frame.bytes();
            lines.append('\n').append(frame.text());
        }
        return lines.toString();
    }

    /** Takes no more, and drops what waits. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        waitingBytes = 0;
    }

    /** Whether nothing waits and nothing is under way. */
    synchronized boolean idle() {
        return !writing;
    }

    /** Whether one write has been under way for longer than it may. */
    synchronized boolean stuck() {
        return writing && rules.ticker().nanos() - writingSince > rules.writeTimeoutNanos();
    }

    /** How many bytes wait; what is being written does not count. */
    synchronized int waitingBytes() {
        return waitingBytes;
    }
}
