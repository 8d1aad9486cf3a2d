package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.cluster.Broker;
import carillon.cluster.BrokerAddress;
import carillon.cluster.Cluster;
import carillon.cluster.Stack;
import carillon.matrix.Shows;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The broker's configuration (server-config/activemq): what is marked as durable is stored before its sender is answered. */
@Shows("Durable publications outlive a crash of the broker")
@Timeout(120)
class JournalIT {

    private static final int ROUNDS = Integer.getInteger("journal.rounds", 2);
    /** As many nodes. */
    private static final int SENDERS = 6;
    private static final int BEFORE_IT_IS_KILLED = 500;
    private static final int PATIENCE_MS = 5_000;

    @Test
    void whatWasAcknowledgedOutlivesTheBroker() throws Exception {
        assumeTrue(Stack.given().noJournal().isEmpty(), Stack.given().noJournal().orElse(""));
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (Cluster alone = Cluster.named("journal").nodes(0).start()) {
            for (int round = 1; round <= ROUNDS; round++) {
                killWhileSending(alone.broker(), round, acknowledged);
            }
            Set<String> kept = drain(alone.broker().address());
            System.out.println("Journal: " + acknowledged.size() + " acknowledged, " + kept.size() + " kept, in " + ROUNDS + " crashes of the broker.");
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE_IT_IS_KILLED * ROUNDS).allMatch(kept::contains);
            assertThat(kept).as("what is not marked is not kept").noneMatch(text -> text.startsWith("plain"));
        }
    }

    private static void killWhileSending(Broker broker, int round, Set<String> acknowledged) throws InterruptedException {
        CountDownLatch many = new CountDownLatch(BEFORE_IT_IS_KILLED);
        List<CompletableFuture<Void>> sending = IntStream.range(0, SENDERS)
                .mapToObj(sender -> CompletableFuture.runAsync(() -> send(broker.address(), round + "/" + sender, acknowledged, many), task -> new Thread(task, "sender").start())).toList();
        many.await();
        broker.kill();
        sending.forEach(CompletableFuture::join);
        broker.start();
    }

    /** As a node sends: one persistent message after the other, each answered by the broker. Ends when the broker is gone. */
    private static void send(BrokerAddress address, String name, Set<String> acknowledged, CountDownLatch many) {
        try (Connection connection = connect(address)) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer topic = session.createProducer(session.createTopic("carillon"));
            for (int n = 1;; n++) {
                topic.send(session.createTextMessage("plain " + n));
                TextMessage marked = session.createTextMessage(name + "/" + n);
                marked.setStringProperty("carillon_journal", "true");
                topic.send(marked);
                acknowledged.add(marked.getText());
                many.countDown();
            }
        } catch (JMSException killed) {
            // as it had to
        }
    }

    private static Set<String> drain(BrokerAddress address) throws JMSException {
        Set<String> kept = new HashSet<>();
        try (Connection connection = connect(address)) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer journal = session.createConsumer(session.createQueue("carillon.journal"));
            for (Message one = journal.receive(PATIENCE_MS); one != null; one = journal.receive(1_000)) {
                kept.add(((TextMessage) one).getText());
            }
        }
        return kept;
    }

    private static Connection connect(BrokerAddress address) throws JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(address.user(), address.password(), address.url());
        factory.setWatchTopicAdvisories(false);
        return factory.createConnection();
    }
}
