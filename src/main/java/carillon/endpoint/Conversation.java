package carillon.endpoint;

import carillon.hub.Connection;
import carillon.protocol.CloseCode;
import jakarta.websocket.Session;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one session has to remember besides its connection. Used by one thread at a time, as the container calls the endpoint of one session, but
 * for the publications in flight.
 */
final class Conversation {

    private static final String KEY = "carillon.conversation";

    private final Connection connection;
    private final TextAssembler assembler;
    private final AtomicInteger inFlight = new AtomicInteger();
    private long lastId;
    private int errors;
    private boolean over;

    Conversation(Connection connection, TextAssembler assembler) {
        this.connection = connection;
        this.assembler = assembler;
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

    /** How many publications wait for their outcome. */
    AtomicInteger inFlight() {
        return inFlight;
    }

    /** Whether an id is above all ids before it; then it is the one that the next has to be above. */
    boolean rises(long id) {
        if (id <= lastId) {
            return false;
        }
        lastId = id;
        return true;
    }

    /** Counts a malformed command; closes the connection if there were too many. */
    void erred(int most) {
        errors++;
        if (errors == most) {
            over = true;
            connection.close(CloseCode.POLICY, 0);
        }
    }

    /** Whether there were too many malformed commands: what comes now would never be answered, so it is not carried out. */
    boolean isOver() {
        return over;
    }
}
