package carillon.backplane.jms;

import carillon.backplane.Backplane;
import carillon.backplane.BackplaneException;
import carillon.backplane.Envelope;
import carillon.backplane.EnvelopeSignature;
import carillon.backplane.Part;
import carillon.backplane.Provider;
import carillon.backplane.Rejected;
import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Map;
import java.util.Optional;
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

    private static final long PART_TTL_MS = TimeUnit.SECONDS.toMillis(30);

    private final ConnectionSource source;
    private final String topic;
    private final String rejectedQueue;
    private final EnvelopeCodec codec;

    private Connection connection;
    private Session session;
    private MessageProducer producer;
    private Optional<Provider> provider = Optional.empty();

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
        this.codec = new EnvelopeCodec(new EnvelopeSignature(settings));
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
            ConnectionMetaData words = connection.getMetaData();
            provider = words == null ? Optional.empty() : Optional.of(new Provider(words.getJMSProviderName(), words.getProviderVersion()));
        } catch (JMSException | RuntimeException failure) {
            throw closed("The broker can't be reached", failure);
        }
    }

    @Override
    public void broadcast(Envelope envelope, boolean durable) throws BackplaneException {
        if (envelope instanceof Part part) {
            answer(part);
            return;
        }
        try {
            Message message = codec.write(session, envelope);
            if (durable) {
                message.setStringProperty(Headers.JOURNAL, Headers.JOURNALED);
            }
            producer.send(message);
        } catch (JMSException | RuntimeException failure) {
            throw closed("The broker did not confirm", failure);
        }
    }

    /**
     * Whoever asked may be gone, and his queue with him: that is no failure of the connection, and if it is one, the next message finds it. Not persistent, so that a
     * full store of the broker harms nobody; who misses a part asks again.
     */
    private void answer(Part part) {
        try (MessageProducer answers = session.createProducer(((JmsAddress) part.to()).queue())) {
            answers.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            answers.setTimeToLive(PART_TTL_MS);
            answers.send(codec.write(session, part));
        } catch (JMSException | RuntimeException gone) {
            LOG.log(Level.FINE, "A part of what this node remembers could not be sent.", gone);
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
    public Optional<Provider> provider() {
        return provider;
    }

    @Override
    public void close() {
        Connection old = connection;
        connection = null;
        session = null;
        producer = null;
        provider = Optional.empty();
        ConnectionSource.end(old);
    }
}
