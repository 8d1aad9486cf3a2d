package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.Patience;
import carillon.cluster.BrokerAddress;
import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.cluster.Stack;
import carillon.matrix.Shows;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a publisher may ask of a cluster: how sure, and not twice. */
@Shows("Levels of acknowledgement, idempotency keys")
@Tag("telling")
@ExtendWith(ClusterExtension.class)
class AcknowledgementIT {

    private static final Duration PATIENCE = Patience.LONGEST;

    private static JsonObject publish(V1Client client, String channel, String data, String more) {
        return client.command("publish", "\"channel\":\"" + channel + "\",\"data\":\"" + data + "\"" + more).join();
    }

    @Test
    @Shows("The level `durable`, besides the others")
    void tellsAtTheLevelThatWasAskedFor(Cluster cluster) {
        assumeTrue(Stack.given().noJournal().isEmpty(), Stack.given().noJournal().orElse(""));
        String channel = "acknowledged.levels";
        try (V1Client far = V1Client.connected(cluster.node(2).uri(), channel); V1Client client = V1Client.connected(cluster.node(1).uri())) {
            await().atMost(PATIENCE).until(() -> publish(client, "acknowledged.probe", "probe", ",\"level\":\"durable\"").getString("type").equals("published"));
            for (String level : List.of("accepted", "echoed", "durable")) {
                assertThat(publish(client, channel, level, ",\"level\":\"" + level + "\"").getString("level")).isEqualTo(level);
            }
            await().atMost(PATIENCE).until(() -> far.count() == 3);
        }
    }

    @Test
    void acknowledgesNothingThatTheBrokerHasNotTaken(Cluster cluster) {
        assumeTrue(cluster.broker() != null, "a broker that is part of a node can't be stopped alone");
        List<String> levels = Stack.given().noJournal().isEmpty() ? List.of("accepted", "echoed", "durable") : List.of("accepted", "echoed");
        try (V1Client client = V1Client.connected(cluster.node(1).uri())) {
            levels.forEach(level -> await().atMost(PATIENCE).until(() -> isPublished(client, level)));
            cluster.broker().suspend();
            assertThat(levels).as("refused, or of unknown outcome").noneMatch(level -> isPublished(client, level));
        } finally {
            cluster.broker().resume();
            cluster.nodes().forEach(Node::awaitReady);
        }
    }

    private static boolean isPublished(V1Client client, String level) {
        return publish(client, "acknowledged.probe", "probe", ",\"level\":\"" + level + "\"").getString("type").equals("published");
    }

    @Test
    void deliversOnceWhatIsPublishedAgainThroughAnotherNode(Cluster cluster) {
        String channel = "acknowledged.keys";
        try (V1Client far = V1Client.connected(cluster.node(3).uri(), channel); V1Client first = V1Client.connected(cluster.node(1).uri());
                V1Client second = V1Client.connected(cluster.node(2).uri())) {
            JsonObject once = publish(first, channel, "one", ",\"key\":\"k1\",\"level\":\"echoed\"");
            JsonObject again = publish(second, channel, "one", ",\"key\":\"k1\"");
            publish(second, channel, "two", ",\"key\":\"k2\"");
            await().atMost(PATIENCE).until(() -> far.publications().stream().anyMatch(one -> one.data().contains("two")));
            assertThat(far.count()).isEqualTo(2);
            assertThat(once.getString("type")).isEqualTo("published");
            assertThat(again.getString("type")).isEqualTo("published");
        }
    }

    @Test
    @Tag("not-everywhere")
    @Shows("The journal can be looked into")
    void theJournalHoldsWhatIsDurableForAWhileAndLetsGoOfIt(Cluster cluster) throws Exception {
        assumeTrue(Stack.given().broker() != Stack.Brokers.OPENMQ, Stack.given().noJournal().orElse(""));
        assumeTrue(Stack.given().broker() == Stack.Brokers.ACTIVEMQ, "Artemis shows nobody what another has received and not let go of; JournalIT has the broker killed instead");
        try (V1Client client = V1Client.connected(cluster.node(1).uri()); Connection connection = connect(cluster.broker().address())) {
            connection.start();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            String data = "kept for a while " + System.nanoTime();
            await().atMost(PATIENCE).until(() -> publish(client, "acknowledged.journal", data, ",\"level\":\"durable\"").getString("type").equals("published"));
            assertThat(isKept(session, data)).as("as soon as it is acknowledged").isTrue();
            await().atMost(PATIENCE).until(() -> !isKept(session, data));
        }
    }

    private static boolean isKept(Session session, String data) throws JMSException {
        for (Object one : Collections.list(session.createBrowser(session.createQueue("carillon.journal")).getEnumeration())) {
            if (text((Message) one).contains(data)) {
                return true;
            }
        }
        return false;
    }

    private static String text(Message message) throws JMSException {
        BytesMessage bytes = (BytesMessage) message;
        byte[] body = new byte[(int) bytes.getBodyLength()];
        bytes.readBytes(body);
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Connection connect(BrokerAddress address) throws JMSException {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(address.user(), address.password(), address.url());
        factory.setWatchTopicAdvisories(false);
        return factory.createConnection();
    }
}
