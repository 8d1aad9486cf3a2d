package carillon.hub;

import carillon.protocol.Frame;
import carillon.traffic.Outflow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The bounded queue of one connection, with one write in flight.
 *
 * <p>What waits while a write is under way goes into the next one: many publications, one write. No more is written than the client proves, by
 * answering pings, to have read ({@link Credit}). Safe for use by any thread; no method waits for the client, and none throws because of it.
 */
final class Outbox {

    private static final Runnable NOTHING = () -> { };

    private final Transport transport;
    private final OutboxRules rules;
    private final Runnable onFailure;

    /** Guarded by this; so are all fields below. */
    private final Waiting waiting;
    private final Credit credit;
    /** Whether a pump is on its way, or a write; only whoever set it may write. */
    private boolean busy;
    /** Whether the client has missed more than what waits; written by whoever sets busy, and read by the same. */
    private boolean catchingUp;
    private boolean writing;
    private long writingSince;
    private boolean pingWanted;
    /** Once true, it stays so: nothing more is taken. */
    private boolean closed;
    private Runnable drained = NOTHING;
    /** What is to be told when nothing waits; null if there is no such thing. */
    private Backlog backlog;
    /** What counts what is written. */
    private Outflow outflow = Outflow.NOWHERE;
    private long droppedCounted;
    /** When the publication was accepted that is timed and is being written; 0 if there is none. */
    private long timedFrom;

    /**
     * Makes an outbox.
     *
     * @param onFailure called when a write failed, perhaps more than once
     */
    Outbox(Transport transport, OutboxRules rules, Runnable onFailure) {
        this.transport = transport;
        this.rules = rules;
        this.onFailure = onFailure;
        this.waiting = new Waiting(rules.maxBytes());
        this.credit = new Credit(rules.windowBytes(), rules.random());
    }

    /** What became of frames that were staged. */
    enum Staged {
        /** They are written in their turn; nothing has to be done. */
        QUEUED,
        /** As before, but whoever staged them has to {@link #flush()}. */
        READY,
        /** There was no room: the outbox is closed now, and what waited is dropped. */
        REFUSED
    }

    /**
     * Takes frames to be written after all that were taken before, but does not yet begin to.
     *
     * @param source gives the frames, perhaps none; asked under the lock of this outbox, so that what it reads or changes is in step with what is
     *     taken; not asked once the outbox is closed; must be short
     */
    synchronized Staged stage(Supplier<List<Frame>> source) {
        if (closed) {
            return Staged.QUEUED;
        }
        List<Frame> frames = source.get();
        for (int i = 0; i < frames.size(); i++) {
            if (!waiting.add(frames.get(i))) {
                close();
                return Staged.REFUSED;
            }
        }
        countDropped();
        return begin() ? Staged.READY : Staged.QUEUED;
    }

    private void countDropped() {
        long dropped = waiting.dropped();
        if (dropped != droppedCounted) {
            outflow.dropped(dropped - droppedCounted);
            droppedCounted = dropped;
        }
    }

    /** From now on this counts what is written. */
    synchronized void countIn(Outflow counts) {
        outflow = counts;
    }

    /** Takes frames as {@link #stage} does, and begins to write; false if they were refused. */
    boolean offer(Supplier<List<Frame>> source) {
        Staged staged = stage(source);
        if (staged == Staged.READY) {
            flush();
        }
        return staged != Staged.REFUSED;
    }

    /** Begins to write what is {@link Staged#READY}. */
    void flush() {
        if (catchingUp) {
            transport.whenIdle(this::pump);
        } else {
            transport.whenFree(this::pump);
        }
    }

    /**
     * Takes a last frame, if there is one, and nothing after it.
     *
     * @param then called once all has been written, or dropped; on any thread
     */
    void finish(Optional<Frame> last, Runnable then) {
        change(() -> {
            if (!closed) {
                last.ifPresent(waiting::append);
            }
            closed = true;
            drained = then;
        });
    }

    /** Sends a ping in its turn. */
    void ping() {
        change(() -> pingWanted = true);
    }

    /** The client answered a ping: what waited for that goes on. */
    void answered(long number) {
        change(() -> credit.answered(number));
    }

    private void change(Runnable change) {
        boolean begun;
        synchronized (this) {
            change.run();
            begun = begin();
        }
        if (begun) {
            flush();
        }
    }

    /** Whether the caller has to begin. */
    private boolean begin() {
        if (busy || !hasWork()) {
            return false;
        }
        busy = true;
        catchingUp = isBehind();
        return true;
    }

    /** From now on, when nothing waits, this is asked for more. To be called under the lock of this outbox. */
    void refillFrom(Backlog source) {
        backlog = source;
    }

    private boolean mayRefill() {
        return waiting.isEmpty() && isBehind();
    }

    private boolean isBehind() {
        return !closed && backlog != null && backlog.hasMore();
    }

    private void refill() {
        if (mayRefill()) {
            backlog.next().forEach(waiting::append);
        }
    }

    private boolean hasWork() {
        return pingIsDue() || mayWrite() || mayRefill() || waiting.isEmpty() && drained != NOTHING;
    }

    private boolean mayWrite() {
        return !waiting.isEmpty() && credit.allows(waiting.firstBytes());
    }

    private boolean pingIsDue() {
        return pingWanted || credit.wantsPing(!waiting.isEmpty() && !mayWrite());
    }

    /** Does what is to be done now, one write at the most: whoever waits for a writer meanwhile comes first. */
    private void pump() {
        for (OptionalLong ping = nextPing(); ping.isPresent(); ping = nextPing()) {
            ping(ping.getAsLong());
        }
        List<Frame> burst = nextBurst();
        if (burst.isEmpty()) {
            rest();
            return;
        }
        try {
            transport.write(burst, this::written);
        } catch (RuntimeException defect) {
            written(defect); // it has promised not to; the connection ends, and the others don't notice
        }
    }

    private void ping(long number) {
        try {
            transport.ping(number);
        } catch (RuntimeException defect) {
            close();
            onFailure.run(); // it has promised not to; as with a write
        }
    }

    private synchronized OptionalLong nextPing() {
        if (!pingIsDue()) {
            return OptionalLong.empty();
        }
        pingWanted = false;
        return OptionalLong.of(credit.mark());
    }

    private synchronized List<Frame> nextBurst() {
        refill();
        if (!mayWrite()) {
            return List.of();
        }
        int most = (int) Math.min(rules.frameMaxBytes(), credit.left());
        List<Frame> burst = waiting.take(most, rules.joinsLines() || transport.takesMany());
        credit.spend(count(burst));
        writing = true;
        writingSince = rules.ticker().nanos();
        return burst;
    }

    /** Gives the bytes of what is about to be written. */
    private int count(List<Frame> burst) {
        int bytes = 0;
        int publications = 0;
        for (int i = 0; i < burst.size(); i++) {
            Frame frame = burst.get(i);
            bytes += frame.bytes();
            publications += frame.channel() == null ? 0 : 1;
            timedFrom = frame.acceptedAt() == 0 ? timedFrom : frame.acceptedAt();
        }
        outflow.wrote(publications, bytes);
        return bytes;
    }

    private void written(Throwable failure) {
        synchronized (this) {
            writing = false;
            if (timedFrom != 0 && failure == null) {
                outflow.latency().took(rules.ticker().nanos() - timedFrom);
            }
            timedFrom = 0;
        }
        if (failure != null) {
            close();
            onFailure.run();
        }
        rest();
    }

    /** Goes on if there is more to do, otherwise leaves it to whoever brings more. */
    private void rest() {
        Runnable then = NOTHING;
        boolean more;
        synchronized (this) {
            if (waiting.isEmpty()) {
                then = drained;
                drained = NOTHING;
            }
            more = hasWork();
            busy = more;
            catchingUp = isBehind();
        }
        if (more) {
            flush();
        }
        then.run();
    }

    /** Takes no more, and drops what waits. */
    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    /** Whether nothing waits and nothing is under way. */
    synchronized boolean idle() {
        return !busy && waiting.isEmpty();
    }

    /** Whether a write has been under way, or a frame has waited, for longer than it may. To be asked now and then. */
    synchronized boolean stuck() {
        long now = rules.ticker().nanos();
        return writing && now - writingSince > rules.writeTimeoutNanos() || waiting.overdue(now, rules.writeTimeoutNanos());
    }

    /** Whether much waits though the client could take it: then it is this node that is slow. */
    synchronized boolean waitsForUs() {
        return waiting.bytes() > rules.maxBytes() / 2 && !writing && mayWrite();
    }

    /** How many bytes wait; what is being written does not count. */
    synchronized int waitingBytes() {
        return waiting.bytes();
    }

    /** How many bytes were written of which the client has not yet proved that it read them. */
    synchronized long unprovenBytes() {
        return credit.open();
    }

    /** How many publications were dropped because they waited too long. */
    synchronized long dropped() {
        return waiting.dropped();
    }
}
