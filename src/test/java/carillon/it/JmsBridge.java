package carillon.it;

import carillon.cluster.Cluster;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.activemq.ActiveMQConnectionFactory;

/** Stands between the topic, to which nodes speak, and a place that they hear instead: there it can do what a broker should not. */
final class JmsBridge implements AutoCloseable {

    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private volatile int times = 1;

    private JmsBridge(Cluster cluster, String queue) throws JMSException {
        connection = new ActiveMQConnectionFactory(cluster.broker().address().user(), cluster.broker().address().password(), cluster.broker().address().url()).createConnection();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        producer = session.createProducer(session.createQueue(queue));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT); // a disk that is busy would set apart what comes together
        session.createConsumer(session.createTopic(cluster.topic())).setMessageListener(this::pass);
        connection.start();
    }

    /** To a queue, as the nodes' account may use. */
    static JmsBridge toQueue(Cluster cluster, String queue) throws JMSException {
        return new JmsBridge(cluster, queue);
    }

    private void pass(Message message) {
        try {
            for (int i = 0; i < times; i++) {
                producer.send(message);
            }
        } catch (JMSException failed) {
            throw new AssertionError(failed);
        }
    }

    /** From now on each message is brought so many times. */
    void times(int number) {
        times = number;
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
