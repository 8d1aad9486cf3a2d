package carillon.backplane.jms;

import carillon.backplane.BackplaneException;
import carillon.backplane.Envelope;
import carillon.backplane.EnvelopeSignature;
import carillon.backplane.Journal;
import carillon.backplane.Way;
import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The journal as a queue, into which the broker copies what on the topic is marked so (server-config/activemq). The client acknowledges: what was given and not
 * released goes back into the queue when the connection ends, however it does (Jakarta Messaging 3.1, section 6.2.10). Where the adapter gives no such session, a local transaction does
 * the same: that of ActiveMQ Classic 6.3.1 gives an application only the one, that of Artemis 2.44 only the other.
 */
@ApplicationScoped
public class JmsJournal implements Journal {

    private static final Logger LOG = Logger.getLogger(JmsJournal.class.getName());

    private final ConnectionSource source;
    private final String queue;
    private final EnvelopeCodec codec;
    /** By a connection of its own: a container gives one session for each, and the session that reads may be in a transaction. */
    private final JmsBackplane sending;

    private Connection connection;
    private Session session;
    private MessageConsumer consumer;
    /** The last message that was given and not released; null if there is none. */
    private Message last;

    /** For the container's proxy only. */
    protected JmsJournal() {
        this(Settings.of(Map.of()));
    }

    /** Makes a closed one on the server's connection factory. */
    @Inject
    public JmsJournal(Settings settings) {
        this(settings, new JndiConnectionSource());
    }

    JmsJournal(Settings settings, ConnectionSource source) {
        this.source = source;
        this.queue = settings.journal().orElse("");
        this.codec = new EnvelopeCodec(new EnvelopeSignature(settings));
        this.sending = new JmsBackplane(settings, source);
    }

    @Override
    public void open() throws BackplaneException {
        if (consumer != null) {
            return;
        }
        try {
            connection = source.connect();
            session = holding(connection);
            consumer = session.createConsumer(session.createQueue(queue));
            connection.start();
        } catch (JMSException | RuntimeException failure) {
            throw closed("The journal can't be reached", failure);
        }
    }

    /** A session in which what was received is held until it is let go of. */
    private static Session holding(Connection connection) throws JMSException {
        try {
            Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
            if (session.getAcknowledgeMode() == Session.CLIENT_ACKNOWLEDGE) { // an adapter may overrule what is asked for
                return session;
            }
            session.close();
        } catch (JMSException | RuntimeException refused) {
            LOG.log(Level.FINE, "No sessions that the client acknowledges are to be had; a transaction is tried.", refused);
        }
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        if (!session.getTransacted()) {
            throw new JMSException("The connection factory gives neither sessions that the client acknowledges (activemq-ra: its property UseSessionArgs has to be true) nor local transactions"
                    + " (WildFly's pooled connection factory: allow-local-transactions).");
        }
        return session;
    }

    @Override
    public void put(Envelope envelope) throws BackplaneException {
        try {
            sending.open();
            sending.broadcast(envelope, true);
        } catch (BackplaneException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public Optional<Envelope> next(long millis) throws BackplaneException {
        try {
            Message message = consumer.receive(millis);
            last = message == null ? last : message;
            return message == null || !EnvelopeCodec.isEnvelope(message) ? Optional.empty() : Optional.of(codec.read(message, Way.JOURNAL));
        } catch (MalformedException malformed) {
            LOG.log(Level.WARNING, () -> "What lies in the journal is passed over: " + malformed.getMessage());
            return Optional.empty();
        } catch (JMSException | RuntimeException failure) {
            throw closed("The journal can't be read", failure);
        }
    }

    @Override
    public void release() throws BackplaneException {
        try {
            if (last != null) {
                letGo();
            }
            last = null;
        } catch (JMSException | RuntimeException failure) {
            throw closed("The journal can't be released", failure);
        }
    }

    /** Of the last message, and with it of all that came before in the session. */
    private void letGo() throws JMSException {
        if (session.getTransacted()) {
            session.commit();
        } else {
            last.acknowledge();
        }
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
        consumer = null;
        last = null;
        ConnectionSource.end(old);
        sending.close();
    }
}
