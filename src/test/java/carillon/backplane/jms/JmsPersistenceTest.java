package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import carillon.backplane.Backplane;
import carillon.backplane.BackplaneException;
import carillon.backplane.Batch;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an acknowledgement of the broker is worth: it has taken the message, and what is durable is stored. */
@Timeout(300)
class JmsPersistenceTest {

    private static final Logger BROKER_LOG = Logger.getLogger("org.apache.activemq");
    private static final long PATIENCE_MS = 120_000;
    private static final long HELD_UP_MS = 300;
    private static final Batch BATCH = new Batch(new Origin("one"), 1, List.of(new Batch.Item(new Channel("news"), Payload.text("hello"))));

    private final EmbeddedBroker broker = new EmbeddedBroker();
    private final Backplane backplane = new JmsBackplane(Signed.SETTINGS, () -> broker.factory().createConnection());

    @BeforeEach
    void start() throws Exception {
        BROKER_LOG.setLevel(Level.SEVERE);
        broker.start();
        backplane.open();
    }

    @AfterEach
    void end() throws Exception {
        broker.letIn();
        backplane.close();
        broker.stop();
        BROKER_LOG.setLevel(null);
    }

    @Test
    void theCopyInTheJournalIsPersistentAndNeverExpires() throws Exception {
        backplane.broadcast(BATCH, true);
        try (Connection connection = broker.factory().createConnection()) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer journal = session.createConsumer(session.createQueue("carillon.journal"));
            Message copy = journal.receive(PATIENCE_MS);
            assertThat(copy.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
            assertThat(copy.getJMSExpiration()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBroadcastReturnsOnlyWhenTheBrokerHasTakenIt(boolean durable) throws Exception {
        broker.holdUp();
        CompletableFuture<Void> sent = broadcast(durable);
        assertThat(broker.awaitArrival(PATIENCE_MS)).as("it has arrived at the broker").isTrue();
        assertThatExceptionOfType(TimeoutException.class).as("the broker holds it up").isThrownBy(() -> sent.get(HELD_UP_MS, TimeUnit.MILLISECONDS));
        broker.letIn();
        sent.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Void> broadcast(boolean durable) {
        return CompletableFuture.runAsync(() -> {
            try {
                backplane.broadcast(BATCH, durable);
            } catch (BackplaneException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }
}
