package carillon.bench.naive;

import jakarta.annotation.Resource;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions by channel; a message is {@code <channel> <text>} and goes to the topic. */
@ServerEndpoint("/ws/{channel}")
public class NaiveEndpoint {

    static final String TOPIC = "carillon";

    private static final Map<String, Set<jakarta.websocket.Session>> SESSIONS = new ConcurrentHashMap<>();

    @Resource(lookup = "jms/carillon")
    private ConnectionFactory factory;

    static Set<jakarta.websocket.Session> of(String channel) {
        return SESSIONS.computeIfAbsent(channel, name -> ConcurrentHashMap.newKeySet());
    }

    @OnOpen
    public void open(jakarta.websocket.Session session, @PathParam("channel") String channel) {
        of(channel).add(session);
    }

    @OnClose
    public void close(jakarta.websocket.Session session, @PathParam("channel") String channel) {
        of(channel).remove(session);
    }

    @OnMessage
    public void publish(String text) throws JMSException {
        int space = text.indexOf(' ');
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            TextMessage message = session.createTextMessage(text.substring(space + 1));
            message.setStringProperty("channel", text.substring(0, space));
            session.createProducer(session.createTopic(TOPIC)).send(message);
        }
    }
}
