package carillon.it;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.activemq.ActiveMQConnectionFactory;

/** A plain JMS program of today: activemq-client 6, jakarta.jms. */
final class JmsDoor implements AutoCloseable {

    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;

    JmsDoor(String url, String user, String password, String topic) throws JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(user, password, url);
        connection = factory.createConnection();
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
