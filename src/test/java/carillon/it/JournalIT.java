package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.Patience;
import carillon.cluster.Broker;
import carillon.cluster.BrokerAddress;
import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.cluster.Stack;
import carillon.matrix.Shows;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is marked as durable is stored before its sender is answered (the broker's configuration), and a node's publications at that level are sent so that they are. */
@Shows("Durable publications outlive a crash of the broker")
@Timeout(600)
class JournalIT {

    private static final int ROUNDS = Integer.getInteger("journal.rounds", 2);
    /** As many nodes. */
    private static final int SENDERS = 6;
    private static final int BEFORE_IT_IS_KILLED = 500;
    private static final int PATIENCE_MS = Patience.LONGEST_MS;
    private static final String LAST = "the last";
    private static final int PUBLISHERS = 6;
    private static final int PUBLISHED_BEFORE_THEY_ARE_KILLED = 200;
    /** The journal's reader holds what it has read for three seconds: what was acknowledged in the last of them has to be there. */
    private static final long HELD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Pattern PUBLISHED = Pattern.compile("published-\\d+-\\d+\\.");

    private static Cluster one;

    @BeforeEach
    void build() {
        assumeTrue(Stack.given().noJournal().isEmpty(), Stack.given().noJournal().orElse(""));
        one = one == null ? Cluster.named("journal").nodes(1).build() : one;
    }

    @AfterAll
    static void close() {
        if (one != null) {
            one.close();
        }
    }

    @Test
    void whatWasAcknowledgedOutlivesTheBroker() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        Broker broker = one.broker().start();
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                killWhileSending(broker, round, acknowledged);
            }
            Set<String> kept = drain(broker.address()).stream().map(JournalIT::text).collect(Collectors.toSet());
            System.out.println("Journal: " + acknowledged.size() + " acknowledged, " + kept.size() + " kept, in " + ROUNDS + " crashes of the broker.");
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE_IT_IS_KILLED * ROUNDS).allMatch(kept::contains);
            assertThat(kept).as("what is not marked is not kept").noneMatch(text -> text.startsWith("plain"));
        } finally {
            broker.stop();
        }
    }

    @Test
    void whatANodeAcknowledgedAsDurableOutlivesTheNodeAndTheBroker() throws Exception {
        Broker broker = one.broker().start();
        Node node = one.node(1).start().awaitReady();
        try {
            awaitDurable(node);
            Map<String, Long> acknowledged = new ConcurrentHashMap<>();
            CountDownLatch many = new CountDownLatch(PUBLISHED_BEFORE_THEY_ARE_KILLED);
            List<CompletableFuture<Void>> publishing = IntStream.range(0, PUBLISHERS)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> publish(node, n, acknowledged, many), task -> new Thread(task, "publisher").start())).toList();
            many.await();
            long killed = System.nanoTime();
            broker.kill();
            node.kill();
            publishing.forEach(CompletableFuture::join);
            broker.start();
            List<Message> kept = drain(broker.address());
            Set<String> ids = kept.stream().map(JournalIT::text).flatMap(text -> PUBLISHED.matcher(text).results().map(MatchResult::group)).collect(Collectors.toSet());
            Set<String> owed = acknowledged.keySet().stream().filter(id -> killed - acknowledged.get(id) < HELD_NANOS).collect(Collectors.toSet());
            System.out.println("Journal: " + owed.size() + " of " + acknowledged.size() + " acknowledged by a node in the last second, " + ids.size() + " kept.");
            assertThat(owed).isNotEmpty();
            assertThat(ids).containsAll(owed);
            assertThat(kept).allMatch(message -> deliveryMode(message) == DeliveryMode.PERSISTENT);
        } finally {
            node.stop();
            broker.stop();
        }
    }

    private static void awaitDurable(Node node) {
        try (V1Client client = V1Client.connected(node.uri())) {
            await().until(() -> client.call("publish", durable("probe")).getString("type").equals("published"));
        }
    }

    /** Publishes one after the other, until the node is gone. */
    private static void publish(Node node, int publisher, Map<String, Long> acknowledged, CountDownLatch many) {
        try (V1Client client = V1Client.connected(node.uri())) {
            for (int n = 1;; n++) {
                String id = "published-" + publisher + "-" + n + ".";
                if (!client.command("publish", durable(id)).get(PATIENCE_MS, TimeUnit.MILLISECONDS).getString("type").equals("published")) {
                    return;
                }
                acknowledged.put(id, System.nanoTime());
                many.countDown();
            }
        } catch (Exception killed) {
            // as it had to
        }
    }

    private static String durable(String data) {
        return "\"channel\":\"journal\",\"level\":\"durable\",\"data\":\"" + data + "\"";
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

    private static List<Message> drain(BrokerAddress address) throws JMSException {
        List<Message> kept = new ArrayList<>();
        try (Connection connection = connect(address)) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Queue journal = session.createQueue("carillon.journal");
            session.createProducer(journal).send(session.createTextMessage(LAST));
            MessageConsumer consumer = session.createConsumer(journal);
            for (Message one = consumer.receive(PATIENCE_MS); !isLast(one); one = consumer.receive(PATIENCE_MS)) {
                kept.add(one);
            }
        }
        return kept;
    }

    private static boolean isLast(Message message) throws JMSException {
        return message instanceof TextMessage text && text.getText().equals(LAST) || message == null;
    }

    private static String text(Message message) {
        try {
            if (message instanceof TextMessage text) {
                return text.getText();
            }
            BytesMessage bytes = (BytesMessage) message;
            byte[] body = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(body);
            return new String(body, StandardCharsets.UTF_8);
        } catch (JMSException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static int deliveryMode(Message message) {
        try {
            return message.getJMSDeliveryMode();
        } catch (JMSException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Connection connect(BrokerAddress address) throws JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(address.user(), address.password(), address.url());
        factory.setWatchTopicAdvisories(false);
        return factory.createConnection();
    }
}
