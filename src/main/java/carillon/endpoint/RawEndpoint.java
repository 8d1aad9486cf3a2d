package carillon.endpoint;

import carillon.channel.Channel;
import carillon.protocol.Dialect;
import carillon.relay.Subscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** The endpoint of raw text: one connection, one channel, payloads and nothing else. Stateless. */
@ApplicationScoped
@ServerEndpoint(value = "/ws/{channel}", configurator = Handshake.class)
public class RawEndpoint {

    @Inject
    private Sessions sessions;
    @Inject
    private Subscriptions subscriptions;
    @Inject
    private PublishDoor door;

    /** Takes the session in and subscribes it; the filter has looked at the channel's name. */
    @OnOpen
    public void open(Session session, @PathParam("channel") String channel) {
        sessions.open(session, Dialect.RAW).ifPresent(conversation -> subscriptions.follow(conversation.connection(), new Channel(channel)));
    }

    /** Takes a part of what is to be published. */
    @OnMessage
    public void text(String part, boolean last, Session session, @PathParam("channel") String channel) {
        sessions.text(session, part, last).ifPresent(text -> door.publish(Conversation.of(session), new Channel(channel), text));
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
