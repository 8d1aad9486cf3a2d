package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import carillon.backplane.Backplane;
import carillon.backplane.BackplaneException;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.Journal;
import carillon.backplane.Trial;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.config.Settings;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class JmsJournalTest {

    private static final Logger BROKER_LOG = Logger.getLogger("org.apache.activemq");
    private static final Origin ORIGIN = new Origin("one");
    private static final Settings SETTINGS = Settings.of(Map.of("carillon.journal", "carillon.journal", "carillon.cluster.key", "the secret of these tests"));
    private static final long PATIENCE_MS = 120_000;

    private final EmbeddedBroker broker = new EmbeddedBroker();
    private final Backplane backplane = new JmsBackplane(SETTINGS, () -> broker.factory().createConnection());
    private final Journal journal = new JmsJournal(SETTINGS, () -> broker.factory().createConnection());

    @BeforeEach
    void start() throws Exception {
        BROKER_LOG.setLevel(Level.SEVERE);
        broker.start();
        backplane.open();
        journal.open();
    }

    @AfterEach
    void end() throws Exception {
        journal.close();
        backplane.close();
        broker.stop();
        BROKER_LOG.setLevel(null);
    }

    private static Batch batch(long first) {
        return new Batch(ORIGIN, first, List.of(new Batch.Item(new Channel("news"), Payload.text("" + first))));
    }

    @Test
    void givesInOrderWhatIsDurableAndNothingElse() throws Exception {
        backplane.broadcast(batch(1));
        backplane.broadcast(batch(2), true);
        backplane.broadcast(new Beat(ORIGIN, 2), true);
        backplane.broadcast(new Beat(ORIGIN, 2));
        backplane.broadcast(batch(3), true);
        assertThat(journal.next(PATIENCE_MS)).contains(batch(2));
        assertThat(journal.next(PATIENCE_MS)).contains(new Beat(ORIGIN, 2));
        assertThat(journal.next(PATIENCE_MS)).contains(batch(3));
        assertThat(journal.next(1)).isEmpty();
    }

    @Test
    void keepsWhatIsPutAlsoWhileSomethingIsHeld() throws Exception {
        journal.put(new Trial(ORIGIN));
        assertThat(journal.next(PATIENCE_MS)).contains(new Trial(ORIGIN));
        journal.put(new Trial(ORIGIN));
        assertThat(journal.next(PATIENCE_MS)).contains(new Trial(ORIGIN));
        broker.stop();
        assertThatExceptionOfType(BackplaneException.class).isThrownBy(() -> journal.put(new Trial(ORIGIN)));
        assertThatExceptionOfType(BackplaneException.class).as("it has closed").isThrownBy(journal::open);
        broker.start();
        journal.open();
        journal.put(new Trial(ORIGIN));
        assertThat(journal.next(PATIENCE_MS)).contains(new Trial(ORIGIN));
    }

    @Test
    void givesAgainWhatWasNotReleased() throws Exception {
        backplane.broadcast(batch(1), true);
        backplane.broadcast(batch(2), true);
        assertThat(journal.next(PATIENCE_MS)).contains(batch(1));
        journal.release();
        assertThat(journal.next(PATIENCE_MS)).contains(batch(2));
        journal.close();
        journal.open();
        journal.open();
        assertThat(journal.next(PATIENCE_MS)).contains(batch(2));
        journal.release();
        journal.close();
        journal.open();
        assertThat(journal.next(1)).isEmpty();
    }

    @Test
    void givesMoreThanABrokerSendsAheadThoughNothingIsReleased() throws Exception {
        for (int i = 1; i <= 1_500; i++) {
            backplane.broadcast(batch(i), true);
        }
        for (int i = 1; i <= 1_500; i++) {
            assertThat(journal.next(PATIENCE_MS)).contains(batch(i));
        }
    }

    @Test
    void passesOverWhatItCannotRead() throws Exception {
        try (Connection connection = broker.factory().createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            jakarta.jms.Message forged = session.createTextMessage("forged");
            forged.setIntProperty(Headers.VERSION, 1);
            session.createProducer(session.createQueue("carillon.journal")).send(session.createTextMessage("foreign"));
            session.createProducer(session.createQueue("carillon.journal")).send(forged);
        }
        backplane.broadcast(batch(1), true);
        Optional<Envelope> first = journal.next(PATIENCE_MS);
        Optional<Envelope> second = journal.next(PATIENCE_MS);
        assertThat(first).isEmpty();
        assertThat(second).isEmpty();
        assertThat(journal.next(PATIENCE_MS)).contains(batch(1));
    }

    @Test
    void saysSoWhenTheBrokerIsAway() throws Exception {
        broker.stop();
        assertThatExceptionOfType(BackplaneException.class).isThrownBy(() -> {
            while (journal.next(100).isEmpty()) {
                journal.release();
            }
        });
        assertThatExceptionOfType(BackplaneException.class).isThrownBy(journal::open);
        assertThatCode(journal::close).doesNotThrowAnyException();
        broker.start();
        journal.open();
    }
}
