package carillon.hub.outbox;

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
public final class Outbox {

    private final Transport transport;
    private final OutboxRules rules;
    private final Runnable onFailure;

    /** Guarded by this; so are all fields below. */
    private final Waiting waiting;
    private final Credit credit;
    private final Agenda agenda;
    private final Flight flight;
    /** Whether a pump is on its way, or a write; only whoever set it may write. */
    private boolean busy;
    /** Whether the client has missed more than what waits; written by whoever sets busy, and read by the same. */
    private boolean catchingUp;

    /**
     * Makes an outbox.
     *
     * @param onFailure called when a write failed, perhaps more than once
     */
    public Outbox(Transport transport, OutboxRules rules, Runnable onFailure) {
        this.transport = transport;
        this.rules = rules;
        this.onFailure = onFailure;
        this.waiting = new Waiting(rules.maxBytes());
        this.credit = new Credit(rules.windowBytes(), rules.random());
        this.agenda = new Agenda(waiting, credit);
        this.flight = new Flight(rules.ticker(), rules.writeTimeoutNanos());
    }

    /** What became of frames that were staged. */
    public enum Staged {
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
    public synchronized Staged stage(Supplier<List<Frame>> source) {
        if (agenda.isClosed()) {
            return Staged.QUEUED;
        }
        if (!agenda.add(source.get())) {
            return Staged.REFUSED;
        }
        flight.countDropped(waiting.dropped());
        return begin() ? Staged.READY : Staged.QUEUED;
    }

    /** From now on this counts what is written. */
    public synchronized void countIn(Outflow counts) {
        flight.countIn(counts);
    }

    /** Takes frames as {@link #stage} does, and begins to write; false if they were refused. */
    public boolean offer(Supplier<List<Frame>> source) {
        Staged staged = stage(source);
        if (staged == Staged.READY) {
            flush();
        }
        return staged != Staged.REFUSED;
    }

    /** Begins to write what is {@link Staged#READY}. */
    public void flush() {
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
    public void finish(Optional<Frame> last, Runnable then) {
        change(() -> agenda.finish(last, then));
    }

    /** Sends a ping in its turn. */
    public void ping() {
        change(agenda::wantPing);
    }

    /** The client answered a ping: what waited for that goes on. */
    public void answered(long number) {
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
        if (busy || !agenda.hasWork()) {
            return false;
        }
        busy = true;
        catchingUp = agenda.isBehind();
        return true;
    }

    /** From now on, when nothing waits, this is asked for more. To be called under the lock of this outbox. */
    public void refillFrom(Backlog source) {
        agenda.refillFrom(source);
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
        return agenda.nextPing();
    }

    private synchronized List<Frame> nextBurst() {
        List<Frame> burst = agenda.nextBurst(rules.frameMaxBytes(), rules.joinsLines() || transport.takesMany());
        if (!burst.isEmpty()) {
            credit.spend(flight.begin(burst));
        }
        return burst;
    }

    private void written(Throwable failure) {
        synchronized (this) {
            flight.end(failure != null);
        }
        if (failure != null) {
            close();
            onFailure.run();
        }
        rest();
    }

    /** Goes on if there is more to do, otherwise leaves it to whoever brings more. */
    private void rest() {
        Runnable then;
        boolean more;
        synchronized (this) {
            then = agenda.drained();
            more = agenda.hasWork();
            busy = more;
            catchingUp = agenda.isBehind();
        }
        if (more) {
            flush();
        }
        then.run();
    }

    /** Takes no more, and drops what waits. */
    public synchronized void close() {
        agenda.close();
    }

    /** Whether nothing waits and nothing is under way. */
    synchronized boolean idle() {
        return !busy && waiting.isEmpty();
    }

    /** Whether a write has been under way, or a frame has waited, for longer than it may. To be asked now and then. */
    public synchronized boolean stuck() {
        long now = rules.ticker().nanos();
        return flight.isStuck(now) || waiting.overdue(now, rules.writeTimeoutNanos());
    }

    /** Whether much waits though the client could take it: then it is this node that is slow. */
    public synchronized boolean waitsForUs() {
        return waiting.bytes() > rules.maxBytes() / 2 && !flight.isUnderWay() && agenda.mayWrite();
    }

    /** How many bytes wait; what is being written does not count. */
    public synchronized int waitingBytes() {
        return waiting.bytes();
    }

    /** How many bytes wait, or are in a write that is under way. */
    public synchronized long heldBytes() {
        return waiting.bytes() + (long) transport.unwrittenBytes();
    }

    /** Tells what waits, and what is in a write that is under way. */
    public synchronized void tellHeld(Held held) {
        if (waiting.tell(held)) {
            transport.tellUnwritten(held);
        }
    }

    /** How many bytes were written of which the client has not yet proved that it read them. */
    public synchronized long unprovenBytes() {
        return credit.open();
    }

    /** How many publications were dropped because they waited too long. */
    synchronized long dropped() {
        return waiting.dropped();
    }
}
