package carillon.hub;

import carillon.channel.Channel;
import carillon.channel.Publication;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.hub.outbox.Backlog;
import carillon.hub.outbox.Outbox;
import carillon.hub.outbox.OutboxRules;
import carillon.hub.outbox.Transport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import carillon.protocol.Pushes;
import carillon.traffic.Door;
import carillon.traffic.Outflow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One connected client: what it is subscribed to and what waits for it.
 *
 * <p>Safe for use by any thread. What is subscribed and what is queued change under one lock, that of the outbox, so that a client never sees a
 * publication before the reply to its subscribe or after the reply to its unsubscribe.
 */
public final class Connection {

    /** The oldest first: when thousands come back at once, those who stayed are written to before them. */
    static final Comparator<Connection> BY_AGE = Comparator.comparingLong(connection -> connection.number);

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final String id;
    private final Dialect dialect;
    private final Transport transport;
    private final Outbox outbox;
    private final Interest interest;
    private final Signs signs;
    private final AtomicBoolean slow = new AtomicBoolean();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean greeted;
    private volatile boolean leaving;

    /**
     * Makes a connection that is subscribed to nothing.
     *
     * @param id a name for people and logs
     */
    public Connection(String id, Dialect dialect, Transport transport, Settings settings, Ticker ticker) {
        this.id = id;
        this.dialect = dialect;
        this.transport = transport;
        this.outbox = new Outbox(transport, OutboxRules.of(settings, ticker, dialect, transport.answersPings()), () -> transport.close(CloseCode.GOING_AWAY));
        this.interest = new Interest(outbox, settings.get(Limit.SUBSCRIPTIONS_MAX));
        this.signs = new Signs(transport, ticker);
    }

    /** The name of this connection, for people and logs. */
    public String id() {
        return id;
    }

    /** By which way it has come. */
    public Door door() {
        if (dialect == Dialect.RAW) {
            return Door.RAW;
        }
        return transport.answersPings() ? Door.WEBSOCKET : Door.SSE;
    }

    /** From now on this counts what is written to it. */
    void countIn(Outflow outflow) {
        outbox.countIn(outflow);
    }

    /** How it wants to be spoken to. */
    public Dialect dialect() {
        return dialect;
    }

    /** Queues a frame. */
    public void send(Frame frame) {
        offer(() -> List.of(frame));
    }

    /** Whether it is catching up and brings itself whatever is delivered now: the fan-out need not wait for its lock, which is held while it reads. */
    boolean isFar() {
        return interest.isFar();
    }

    /**
     * Queues publications of one channel, if the connection is subscribed to it and this pass of the fan-out has not reached it yet.
     *
     * @param number the number of the first in the order of this node's deliveries
     * @return whether the caller has to {@link #flush()}
     */
    boolean deliver(List<Publication> run, long pass, List<Frame> frames, long number) {
        Outbox.Staged staged = outbox.stage(() -> interest.due(run, pass, frames, number));
        if (staged == Outbox.Staged.REFUSED) {
            closeAsSlow();
        }
        return staged == Outbox.Staged.READY;
    }

    /**
     * Tells this first, and what is live when it is told. To be called while the reply to a connect is made, so under the lock of the outbox.
     */
    public void tellFirst(Backlog first) {
        interest.tellFirst(first);
    }

    /** Begins to write what was delivered. */
    void flush() {
        outbox.flush();
    }

    /** Whether much waits for it though the client could take it. */
    boolean waitsForUs() {
        return outbox.waitsForUs();
    }

    /**
     * Subscribes to channels and queues the reply, in one step.
     *
     * @param register tells the hub of each that is new; called in the same step
     * @param reply makes the reply of the channels that the connection is now subscribed to, or null for none; called in the same step
     */
    void subscribe(List<Channel> channels, Consumer<Channel> register, Function<Set<Channel>, Frame> reply) {
        offer(() -> {
            Frame frame = reply.apply(interest.subscribe(channels, register));
            return frame == null ? List.of() : List.of(frame);
        });
    }

    /** Unsubscribes and queues the reply, in one step. */
    void unsubscribe(Channel channel, Frame reply, Consumer<Channel> unregister) {
        offer(() -> {
            interest.unsubscribe(channel, unregister);
            return List.of(reply);
        });
    }

    private void offer(Supplier<List<Frame>> source) {
        if (!outbox.offer(source)) {
            closeAsSlow();
        }
    }

    /** Ends all subscriptions without a word. Used once, when the connection is gone. */
    void unsubscribeAll(Consumer<Channel> unregister) {
        synchronized (outbox) {
            outbox.close();
            interest.unsubscribeAll(unregister);
        }
    }

    /** Closes at once: what waits would not be read in time. */
    public void closeAsSlow() {
        slow.set(true);
        cut(CloseCode.SLOW_CONSUMER);
    }

    /** Closes at once, whatever waits: nobody reads a goodbye, or there is no time for one. */
    public void cut(CloseCode code) {
        outbox.close();
        transport.abort(code, true);
    }

    /** Closes as slow, and frees what it holds now, not in a second: the node needs the memory. */
    public void evict() {
        slow.set(true);
        outbox.close();
        transport.abort(CloseCode.SLOW_CONSUMER, false);
    }

    /**
     * Closes when what waits has been written, with a word of goodbye where the dialect has one.
     *
     * @param delayMs the least time before the client should come back, in milliseconds
     */
    public void close(CloseCode code, int delayMs) {
        Optional<Frame> goodbye = dialect == Dialect.V1 ? Optional.of(Pushes.disconnect(code, delayMs)) : Optional.empty();
        outbox.finish(goodbye, () -> transport.close(code));
    }

    /**
     * Asks the client for a sign of life, if that is due.
     *
     * @param everyNanos how often that is to be done, in nanoseconds
     * @param cursor gives what the client is to keep, of all that was queued before
     */
    public void pingIfDue(long everyNanos, Supplier<Optional<String>> cursor) {
        if (!signs.askIfDue(everyNanos)) {
            return;
        }
        outbox.ping();
        if (dialect == Dialect.V1 && greeted) {
            offer(() -> List.of(Pushes.ping(interest.cursor(cursor))));
        }
    }

    /** How many of its publications wait for their outcome. */
    public AtomicInteger inFlight() {
        return inFlight;
    }

    /** It is about to be sent away: it may publish nothing more. */
    public void leave() {
        leaving = true;
    }

    /** Whether it is about to be sent away. */
    public boolean isLeaving() {
        return leaving;
    }

    /** Whether there is still a socket behind it. */
    public boolean isOpen() {
        return transport.isOpen();
    }

    /** The client's signs of life. */
    public Signs signs() {
        return signs;
    }

    /** Takes the answer to a ping, which proves that what was written before it has been read. */
    public void answered(long number) {
        signs.heard();
        outbox.answered(number);
    }

    /** Remembers that the client has introduced itself. */
    public void greeted() {
        greeted = true;
    }

    /** Whether the client has introduced itself: only then it may be spoken to. */
    public boolean isGreeted() {
        return greeted;
    }

    /** Whether a write takes, or a frame waits, longer than it may. */
    public boolean isStuck() {
        return outbox.stuck();
    }

    /** Whether it was closed because what it did not read had grown too much. */
    public boolean wasSlow() {
        return slow.get();
    }

    /** How long a frame of the client has begun and not ended, in nanoseconds; 0 if none is open, or where that can't be seen. */
    public long unfinishedNanos() {
        return transport.unfinishedNanos();
    }

    /** How many bytes wait to be written. */
    public int waitingBytes() {
        return outbox.waitingBytes();
    }

    /** How many bytes were written of which the client has not yet proved that it read them. */
    public long unprovenBytes() {
        return outbox.unprovenBytes();
    }

    /** How many bytes the node holds for it, whoever else waits for them. */
    long heldBytes() {
        return outbox.heldBytes();
    }

    /** Counts what the node holds for it. */
    void count(HeldBytes held) {
        if (held.wantsMore()) {
            outbox.tellHeld(held);
        }
    }
}
