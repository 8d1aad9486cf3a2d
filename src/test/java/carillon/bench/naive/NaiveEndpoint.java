package carillon.bench.naive;

import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions by channel; a message is {@code <channel> <text>} and goes to the topic. */
@ServerEndpoint("/ws/{channel}")
public class NaiveEndpoint {

    private static final Map<String, Set<Session>> SESSIONS = new ConcurrentHashMap<>();

    @Inject
    private NaivePublisher publisher;

    static Set<Session> of(String channel) {
        return SESSIONS.computeIfAbsent(channel, name -> ConcurrentHashMap.newKeySet());
    }

    /** Remembers the session. */
    @OnOpen
    public void open(Session session, @PathParam("channel") String channel) {
        of(channel).add(session);
    }

    /** Forgets the session. */
    @OnClose
    public void close(Session session, @PathParam("channel") String channel) {
        of(channel).remove(session);
    }

    /** Publishes what was said. */
    @OnMessage
    public void publish(String text) throws JMSException {
        int space = text.indexOf(' ');
        publisher.publish(text.substring(0, space), text.substring(space + 1));
    }
}
