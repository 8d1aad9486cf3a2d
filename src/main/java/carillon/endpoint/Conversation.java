package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.hub.Connection;
import carillon.protocol.CloseCode;
import carillon.relay.FlowKey;
import jakarta.websocket.Session;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one session has to remember besides its connection. Used by one thread at a time, as the container calls the endpoint of one session, but
 * for the publications in flight, the age of what was begun, and the end.
 */
final class Conversation {

    private static final String KEY = "carillon.conversation";
    /** Who was too fast should stay away longer than who was merely unlucky. */
    private static final int COOL_DOWN_MS = 5_000;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Connection connection;
    private final TextAssembler assembler;
    private final Pace publications;
    private final Pace bytes;
    private final Pace commands;
    private final int mostErrors;
    private final Bucket errors;
    private final FlowKey flow;
    private final MemoryShare share;
    private final AtomicLong inFlightBytes = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private long lastId;

    /** Makes one of a connection whose address is not known. */
    Conversation(Connection connection, Settings settings, Ticker ticker) {
        this(connection, null, new MemoryShares(settings, ticker), settings, ticker);
    }

    /**
     * Makes one.
     *
     * @param address where the connection comes from; null if that is not known
     */
    Conversation(Connection connection, String address, MemoryShares shares, Settings settings, Ticker ticker) {
        this.connection = connection;
        this.flow = FlowKey.connection(address, connection.id());
        this.share = shares.ofConnection(flow.group());
        this.assembler = new TextAssembler(settings, ticker);
        this.publications = new Pace(settings.get(Limit.PUBLISH_RATE), settings.get(Limit.PUBLISH_BURST), ticker);
        this.bytes = new Pace(settings.get(Limit.PUBLISH_RATE_BYTES), settings.get(Limit.PUBLISH_BURST_BYTES), ticker);
        this.commands = new Pace(settings.get(Limit.COMMAND_RATE), settings.get(Limit.COMMAND_BURST), ticker);
        this.mostErrors = settings.get(Limit.ERRORS_MAX);
        this.errors = new Bucket(mostErrors, MINUTE_NANOS, Math.max(1, mostErrors - 1L), ticker);
    }

    /** The conversation of a session, or null if it has none (any more). */
    static Conversation of(Session session) {
        return (Conversation) session.getUserProperties().get(KEY);
    }

    /** Ties this conversation to its session. */
    void attach(Session session) {
        session.getUserProperties().put(KEY, this);
    }

    Connection connection() {
        return connection;
    }

    TextAssembler assembler() {
        return assembler;
    }

    /** Who publishes, as far as shares go. */
    FlowKey flow() {
        return flow;
    }

    /** What its publications may take of what all nodes remember. */
    MemoryShare share() {
        return share;
    }

    /** How many publications wait for their outcome. */
    AtomicInteger inFlight() {
        return connection.inFlight();
    }

    /** And how many bytes they have. */
    AtomicLong inFlightBytes() {
        return inFlightBytes;
    }

    /** Whether an id is above all ids before it; then it is the one that the next has to be above. */
    boolean rises(long id) {
        if (id <= lastId) {
            return false;
        }
        lastId = id;
        return true;
    }

    /** Counts a malformed command; closes the connection if there were too many of late. */
    void erred() {
        if (mostErrors == 1 || !errors.take()) {
            end(CloseCode.POLICY, 0);
        }
    }

    /**
     * Counts a publication; whether it comes not too fast. Closes the connection if too many did.
     *
     * @param cost its bytes, and what each costs besides
     */
    boolean mayPublish(int cost) {
        return may(publications, 1) && may(bytes, cost);
    }

    /** Counts a command that is no publication; whether it comes not too fast. Closes the connection if too many did. */
    boolean mayCommand() {
        return may(commands, 1);
    }

    private boolean may(Pace pace, long amount) {
        Pace.Verdict verdict = pace.next(amount);
        if (verdict == Pace.Verdict.ENOUGH) {
            tooFast();
        }
        return verdict == Pace.Verdict.ALLOWED;
    }

    /** Ends the conversation because it asks for too much at once. */
    void tooFast() {
        end(CloseCode.RATE, COOL_DOWN_MS);
    }

    /**
     * Ends the conversation, once. Safe for use by any thread.
     *
     * @param delayMs the least time before the client should come back, in milliseconds
     */
    void end(CloseCode why, int delayMs) {
        if (over.compareAndSet(false, true)) {
            connection.close(why, Math.max(delayMs, why.leastDelayMs()));
        }
    }

    /** Whether it was ended: what comes now would never be answered, so it is not carried out. */
    boolean isOver() {
        return over.get();
    }
}
