package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Backplane;
import carillon.backplane.BackplaneContract;
import carillon.backplane.BackplaneException;
import carillon.backplane.BackplaneListener;
import carillon.backplane.Line;
import carillon.backplane.Rejected;
import carillon.backplane.Way;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract over a real ActiveMQ; each listener has one plain session, as the MDB has. */
class JmsBackplaneTest extends BackplaneContract {

    private static final Logger BROKER_LOG = Logger.getLogger("org.apache.activemq");

    private final EmbeddedBroker broker = new EmbeddedBroker();
    private final List<BackplaneListener> listeners = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<Backplane> backplanes = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    @BeforeEach
    void startFirst() throws Exception {
        BROKER_LOG.setLevel(Level.SEVERE);
        broker.start();
    }

    @AfterEach
    void endAll() throws Exception {
        backplanes.forEach(Backplane::close);
        lines.forEach(Line::close);
        hangUp();
        broker.stop();
        BROKER_LOG.setLevel(null);
    }

    @Test
    void saysWhoServesItAsLongAsItIsOpen() throws BackplaneException {
        Backplane backplane = backplane();
        assertThat(backplane.provider()).isEmpty();
        backplane.open();
        assertThat(backplane.provider()).hasValueSatisfying(provider -> assertThat(provider.name() + " " + provider.version()).matches("ActiveMQ \\d+\\.\\d+\\.\\d+.*"));
        backplane.close();
        assertThat(backplane.provider()).isEmpty();
    }

    @Override
    protected Backplane backplane() {
        Backplane backplane = new JmsBackplane(Signed.SETTINGS, () -> broker.factory().createConnection());
        backplanes.add(backplane);
        return backplane;
    }

    @Override
    protected Line line() {
        Line line = new JmsLine(Signed.SETTINGS, () -> broker.factory().createConnection());
        lines.add(line);
        return line;
    }

    @Override
    protected void listen(BackplaneListener listener) throws JMSException {
        listeners.add(listener);
        subscribe(listener);
    }

    private void subscribe(BackplaneListener listener) throws JMSException {
        Session session = session();
        session.createConsumer(session.createTopic("carillon")).setMessageListener(message -> new Incoming(Signed.SIGNATURE, 65_536).tell(message, Way.TOPIC, listener));
    }

    private Session session() throws JMSException {
        Connection connection = broker.factory().createConnection();
        connections.add(connection);
        connection.start();
        return connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    @Override
    protected void stopBroker() throws Exception {
        hangUp();
        broker.stop();
    }

    private void hangUp() throws JMSException {
        for (Connection connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    @Override
    protected void startBroker() throws Exception {
        broker.start();
        for (BackplaneListener listener : listeners) {
            subscribe(listener);
        }
    }

    @Override
    protected List<Rejected> aside() throws JMSException {
        Session session = session();
        List<Rejected> aside = new ArrayList<>();
        try (MessageConsumer consumer = session.createConsumer(session.createQueue("carillon.rejected"))) {
            for (TextMessage report = next(consumer); report != null && aside.size() < 2; report = aside.size() < 2 ? next(consumer) : null) {
                aside.add(new Rejected(report.getStringProperty(Headers.REASON), report.getStringProperty(Headers.REJECTED_ID),
                        report.getStringProperty(Headers.REJECTED_KIND), report.getStringProperty(Headers.CHANNEL), report.getText()));
            }
        }
        return aside;
    }

    private static TextMessage next(MessageConsumer consumer) throws JMSException {
        return (TextMessage) consumer.receive(5_000);
    }
}
