package carillon.backplane.jms;

import carillon.backplane.Backplane;
import carillon.backplane.BackplaneException;
import carillon.backplane.Envelope;
import carillon.backplane.Rejected;
import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells every node through a JMS topic. Used by one thread, the publisher's: one long-lived connection, session and producer.
 *
 * <p>Messages are persistent, one priority, without time to live: a persistent send returns when the broker has taken the message (Jakarta
 * Messaging 3.1, section 7.7), on every broker and whatever its client's defaults for asynchronous sends are. A topic without durable
 * subscribers stores nothing, so it costs the round trip only.
 */
@ApplicationScoped
public class JmsBackplane implements Backplane {

    private static final Logger LOG = Logger.getLogger(JmsBackplane.class.getName());
    private static final long REJECTED_TTL_MS = TimeUnit.DAYS.toMillis(7);

    private final ConnectionSource source;
    private final String topic;
    private final String rejectedQueue;

    private Connection connection;
    private Session session;
    private MessageProducer producer;

    /** For the container's proxy only. */
    protected JmsBackplane() {
        this(Settings.of(Map.of()));
    }

    /** Makes a closed one on the server's connection factory. */
    @Inject
    public JmsBackplane(Settings settings) {
        this(settings, new JndiConnectionSource());
    }

    JmsBackplane(Settings settings, ConnectionSource source) {
        this.source = source;
        this.topic = settings.topic();
        this.rejectedQueue = settings.rejectedQueue();
    }

    @Override
    public void open() throws BackplaneException {
        if (producer != null) {
            return;
        }
        try {
            connection = source.connect();
            session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            producer = session.createProducer(session.createTopic(topic));
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        } catch (JMSException | RuntimeException failure) {
            throw closed("The broker can't be reached", failure);
        }
    }

    @Override
    public void broadcast(Envelope envelope, boolean durable) throws BackplaneException {
        try {
            Message message = EnvelopeCodec.write(session, envelope);
            if (durable) {
                message.setStringProperty(Headers.JOURNAL, Headers.JOURNALED);
            }
            producer.send(message);
        } catch (JMSException | RuntimeException failure) {
            throw closed("The broker did not confirm", failure);
        }
    }

    @Override
    public void setAside(Rejected rejected) throws BackplaneException {
        try (MessageProducer aside = session.createProducer(session.createQueue(rejectedQueue))) {
            aside.setTimeToLive(REJECTED_TTL_MS);
            aside.send(report(rejected));
        } catch (JMSException | RuntimeException failure) {
            throw closed("The broker did not take a malformed message", failure);
        }
    }

    private Message report(Rejected rejected) throws JMSException {
        TextMessage report = session.createTextMessage(rejected.text());
        report.setStringProperty(Headers.REASON, rejected.reason());
        report.setStringProperty(Headers.REJECTED_ID, rejected.messageId());
        report.setStringProperty(Headers.REJECTED_KIND, rejected.kind());
        if (rejected.channel() != null) {
            report.setStringProperty(Headers.CHANNEL, rejected.channel());
        }
        return report;
    }

    private BackplaneException closed(String what, Exception failure) {
        close();
        return new BackplaneException(what + ": " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        Connection old = connection;
        connection = null;
        session = null;
        producer = null;
        if (old == null) {
            return;
        }
        try {
            old.close();
        } catch (JMSException | RuntimeException broken) {
            LOG.log(Level.FINE, "The connection was broken when it was closed.", broken);
        }
    }
}
