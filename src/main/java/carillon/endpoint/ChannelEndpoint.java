package carillon.endpoint;

import carillon.protocol.Dialect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** The endpoint of {@code carillon.v1}: one connection, many channels. Stateless. */
@ApplicationScoped
@ServerEndpoint(value = "/ws", subprotocols = ChannelEndpoint.SUBPROTOCOL, configurator = Handshake.class)
public class ChannelEndpoint {

    static final String SUBPROTOCOL = "carillon.v1";

    @Inject
    private Sessions sessions;
    @Inject
    private CommandDispatcher dispatcher;

    /** Takes the session in; the client speaks first. */
    @OnOpen
    public void open(Session session) {
        sessions.open(session, Dialect.V1);
    }

    /** Takes a part of a frame of commands. */
    @OnMessage
    public void text(String part, boolean last, Session session) {
        sessions.text(session, part, last).ifPresent(message -> dispatcher.dispatch(Conversation.of(session), message));
    }

    /** Refuses binary messages. */
    @OnMessage
    public void binary(ByteBuffer part, boolean last, Session session) {
        sessions.binary(session);
    }

    /** Lets the session go. */
    @OnClose
    public void close(Session session) {
        sessions.close(session);
    }

    /** Lets the session go: nothing more is to be had of it. */
    @OnError
    public void error(Session session, Throwable failure) {
        sessions.failed(session, failure);
    }
}
