package carillon.backplane.jms;

import carillon.backplane.Ask;
import carillon.backplane.BackplaneException;
import carillon.backplane.BackplaneListener;
import carillon.backplane.EnvelopeSignature;
import carillon.backplane.Line;
import carillon.backplane.Way;
import carillon.config.Limit;
import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A line of its own connection and a temporary queue, which is there as long as it is open. Used by one thread. */
@ApplicationScoped
public class JmsLine implements Line {

    private static final Logger LOG = Logger.getLogger(JmsLine.class.getName());

    private final ConnectionSource source;
    private final String topic;
    private final EnvelopeCodec codec;
    private final Incoming incoming;
    private Connection connection;
    private Session session;
    private MessageProducer producer;
    private TemporaryQueue queue;
    private MessageConsumer consumer;

    /** For the container's proxy only. */
    protected JmsLine() {
        this(Settings.of(Map.of()));
    }

    /** Makes a closed one on the server's connection factory. */
    @Inject
    public JmsLine(Settings settings) {
        this(settings, new JndiConnectionSource());
    }

    JmsLine(Settings settings, ConnectionSource source) {
        this.source = source;
        this.topic = settings.topic();
        EnvelopeSignature signature = new EnvelopeSignature(settings);
        this.codec = new EnvelopeCodec(signature);
        this.incoming = new Incoming(signature, settings.get(Limit.PAYLOAD_MAX_BYTES));
    }

    @Override
    public void ask(Ask ask) throws BackplaneException {
        try {
            open();
            Message message = codec.write(session, ask);
            message.setJMSReplyTo(queue);
            producer.send(message);
        } catch (JMSException | RuntimeException failure) {
            throw closed(failure);
        }
    }

    private void open() throws JMSException {
        if (consumer == null) {
            connection = source.connect();
            session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            producer = session.createProducer(session.createTopic(topic));
            queue = session.createTemporaryQueue();
            consumer = session.createConsumer(queue);
            connection.start();
        }
    }

    @Override
    public void listen(long ms, BackplaneListener listener) throws BackplaneException {
        try {
            for (Message message = consumer.receive(ms); message != null; message = consumer.receiveNoWait()) {
                incoming.tell(message, Way.LINE, listener);
            }
        } catch (JMSException | RuntimeException failure) {
            throw closed(failure);
        }
    }

    private BackplaneException closed(Exception failure) {
        close();
        return new BackplaneException("The line is broken: " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        Connection old = connection;
        MessageConsumer oldConsumer = consumer;
        connection = null;
        consumer = null;
        if (old == null) {
            return;
        }
        try {
            if (oldConsumer != null) {
                oldConsumer.close();
                queue.delete(); // a pool may keep the connection, and with it the queue
            }
        } catch (JMSException | RuntimeException broken) {
            LOG.log(Level.FINE, "The queue of the line could not be deleted; it ends with its connection.", broken);
        }
        ConnectionSource.end(old);
    }
}
