package carillon.it;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.activemq.ActiveMQConnectionFactory;

/** A plain JMS program of today: jakarta.jms, with activemq-client 6 or the client of another broker. */
final class JmsDoor implements AutoCloseable {

    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;

    JmsDoor(String url, String user, String password, String topic) throws JMSException {
        this(new ActiveMQConnectionFactory(url), user, password, topic);
    }

    JmsDoor(ConnectionFactory factory, String user, String password, String topic) throws JMSException {
        connection = factory.createConnection(user, password);
        connection.start();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        producer = session.createProducer(session.createTopic(topic));
    }

    Session session() {
        return session;
    }

    /** Sends a message to a channel; null for no channel. */
    void send(Message message, String channel) throws JMSException {
        if (channel != null) {
            message.setStringProperty("channel", channel);
        }
        producer.send(message);
    }

    /** Sends a text to a channel that expires after some milliseconds. */
    void mortal(String channel, String text, long livesMs) throws JMSException {
        Message message = session.createTextMessage(text);
        message.setStringProperty("channel", channel);
        producer.send(message, Message.DEFAULT_DELIVERY_MODE, Message.DEFAULT_PRIORITY, livesMs);
    }

    /** Sends a text to a channel. */
    void text(String channel, String text) throws JMSException {
        send(session.createTextMessage(text), channel);
    }

    /** Listens to a queue. */
    MessageConsumer consumer(String queue) throws JMSException {
        return session.createConsumer(session.createQueue(queue));
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
