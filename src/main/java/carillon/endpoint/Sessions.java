package carillon.endpoint;

import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.hub.Connection;
import carillon.hub.outbox.Transport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import carillon.stream.LastBurst;
import carillon.stream.StreamTransport;
import carillon.stream.StreamUpgrade;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes sessions in and lets them go, for the endpoints of all dialects. Safe for use by any thread. */
@ApplicationScoped
public class Sessions {

    private static final Logger LOG = Logger.getLogger(Sessions.class.getName());
    private static final int COME_BACK_MS = 1_000;

    @Inject
    private Admission admission;
    @Inject
    private Unfinished unfinished;
    @Inject
    private Settings settings;
    @Inject
    private Ticker ticker;
    @Inject
    private MemoryShares shares;
    @Inject
    private Writers writers;
    @Inject
    private ClosingSockets closings;
    @Resource
    private ManagedExecutorService closers;

    private final LastBurst lastLines = new LastBurst();
    private final LastBurst lastMessages = new LastBurst();

    /**
     * Takes a session in.
     *
     * @return its conversation, or empty if the node is full; the session is being closed then
     */
    Optional<Conversation> open(Session session, Dialect dialect) {
        ContainerQuirks.stopIdleTimer(session);
        session.setMaxIdleTimeout(0); // silence is measured by the keepalive, which also counts pongs
        Connection connection = new Connection(ConnectionIds.next(), dialect, transport(session, dialect), settings, ticker);
        session.addMessageHandler(PongMessage.class, pong -> answered(connection, pong.getApplicationData()));
        Conversation conversation = new Conversation(connection, Handshake.address(session), shares, settings, ticker);
        conversation.attach(session);
        if (!admission.admit(connection, Handshake.address(session))) {
            conversation.end(CloseCode.OVERLOAD, COME_BACK_MS);
            return Optional.empty();
        }
        return Optional.of(conversation);
    }

    private Transport transport(Session session, Dialect dialect) {
        Transport portable = new SessionTransport(session, writers, closers, new Leaving(Handshake.socket(session), closings));
        LastBurst lastBurst = dialect.joinsLines() ? lastLines : lastMessages;
        return StreamUpgrade.opening().<Transport>map(stream -> new StreamTransport(stream, portable, dialect.joinsLines(), lastBurst)).orElse(portable);
    }

    private static void answered(Connection connection, ByteBuffer pong) {
        if (pong.remaining() == Long.BYTES) {
            connection.answered(pong.getLong(pong.position()));
        } else {
            connection.signs().heard(); // unasked for (RFC 6455, section 5.5.3)
        }
    }

    /**
     * Takes a part of a text message.
     *
     * @return the whole message if this was its last part and all is well with it
     */
    Optional<String> text(Session session, String part, boolean last) {
        Conversation conversation = Conversation.of(session);
        if (conversation == null || conversation.isOver()) {
            return Optional.empty();
        }
        conversation.connection().signs().heard();
        boolean wasBegun = conversation.assembler().isBegun();
        Optional<String> message = conversation.assembler().add(part, last);
        note(conversation, wasBegun);
        conversation.assembler().fault().ifPresent(fault -> conversation.end(fault, 0));
        return conversation.isOver() ? Optional.empty() : message;
    }

    private void note(Conversation conversation, boolean wasBegun) {
        boolean isBegun = conversation.assembler().isBegun();
        if (isBegun && !wasBegun) {
            unfinished.begun(conversation);
        } else if (wasBegun && !isBegun) {
            unfinished.ended(conversation);
        }
    }

    /** A binary message came; neither dialect has them. */
    void binary(Session session) {
        Conversation conversation = Conversation.of(session);
        if (conversation != null) {
            conversation.end(CloseCode.BINARY, 0);
        }
    }

    /** A session failed, or a defect of ours was met while it was served: it is closed, and the others go on. */
    void failed(Session session, Throwable failure) {
        LOG.log(failure instanceof IOException ? Level.FINE : Level.WARNING, failure, () -> "A session failed and is closed.");
        Conversation conversation = Conversation.of(session);
        if (conversation != null) {
            conversation.end(CloseCode.FAILED, COME_BACK_MS);
        }
    }

    /** Lets a session go; does nothing if it has gone before. */
    void close(Session session) {
        Conversation conversation = Conversation.of(session);
        if (conversation != null) {
            unfinished.ended(conversation);
            admission.leave(conversation.connection());
        }
    }
}
