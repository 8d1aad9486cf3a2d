package carillon.bench.naive;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

/** Sends a JMS message, with a connection, a session and a producer for each, as the books show it. */
@ApplicationScoped
public class NaivePublisher {

    static final String TOPIC = "carillon";

    @Resource(lookup = "carillon/internal/jms")
    private ConnectionFactory factory;

    /** Publishes. */
    public void publish(String channel, String text) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            TextMessage message = session.createTextMessage(text);
            message.setStringProperty("channel", channel);
            session.createProducer(session.createTopic(TOPIC)).send(message);
        }
    }
}
