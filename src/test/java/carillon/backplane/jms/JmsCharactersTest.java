package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Publication;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of characters beyond the first plane on their way from one client of ActiveMQ to another (docs/operations.md, "Publishing by JMS"). */
@Timeout(300)
class JmsCharactersTest {

    private static final Logger BROKER_LOG = Logger.getLogger("org.apache.activemq");
    private static final long PATIENCE_MS = 120_000;
    /** Of each plane that is used one, and the last of all. */
    private static final String TEXT = "a\u00e9\u6771\ufffd\ud83d\ude00\ud840\udc0b\udbff\udfff";
    private static final String SPOILT = "\ufffd";

    private final EmbeddedBroker broker = new EmbeddedBroker();
    private Connection connection;
    private Session session;

    private interface Filling<M extends Message> {
        M fill(Session session) throws JMSException;
    }

    @BeforeEach
    void start() throws Exception {
        BROKER_LOG.setLevel(Level.SEVERE);
        broker.start();
        connection = broker.factory().createConnection();
        connection.start();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    @AfterEach
    void end() throws Exception {
        connection.close();
        broker.stop();
        BROKER_LOG.setLevel(null);
    }

    private Message sent(Filling<?> filling) throws Exception {
        Message message = filling.fill(session);
        message.setStringProperty("channel", "news");
        try (MessageConsumer consumer = session.createConsumer(session.createTopic("carillon"))) {
            session.createProducer(session.createTopic("carillon")).send(message);
            return consumer.receive(PATIENCE_MS);
        }
    }

    private String published(Filling<?> filling) throws Exception {
        Publication publication = Foreign.read(sent(filling), 1_000, 0);
        return publication.payload().text();
    }

    @Test
    void textAndBytesComeAsTheyWereSent() throws Exception {
        assertThat(published(session -> session.createTextMessage(TEXT))).isEqualTo(TEXT);
        assertThat(published(session -> {
            BytesMessage bytes = session.createBytesMessage();
            bytes.writeBytes(TEXT.getBytes(StandardCharsets.UTF_8));
            return bytes;
        })).isEqualTo(TEXT);
    }

    /** ActiveMQ's client (6.3.1) writes them in the modified UTF-8 of Java, and reads them as UTF-8: nothing of them is left when the node gets the message. */
    @Test
    void aMapLosesThemOnItsWayAndNothingElse() throws Exception {
        String map = published(session -> {
            MapMessage message = session.createMapMessage();
            message.setString("first plane", "a\u00e9\u6771");
            message.setString("beyond", "\ud83d\ude00");
            return message;
        });
        assertThat(map).contains("\"first plane\":\"a\u00e9\u6771\"").contains(SPOILT).doesNotContain("\ud83d\ude00");
    }
}
