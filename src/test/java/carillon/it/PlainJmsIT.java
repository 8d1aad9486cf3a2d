package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.Patience;
import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.cluster.Stack;
import carillon.matrix.Shows;
import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What plain JMS programs may send, and what becomes of what they should not. */
@Shows("Plain JMS: text, bytes and maps are published, what is malformed is set aside once")
@Tag("telling")
@ExtendWith(ClusterExtension.class)
class PlainJmsIT {

    @Test
    void embedsJsonAsItCameAndQuotesEverythingElse(Cluster cluster) throws Exception {
        try (V1Client v1 = V1Client.connected(cluster.node(1).uri(), "jms.kinds"); RawClient raw = RawClient.open(cluster.node(2).uri(), "jms.kinds");
                JmsDoor door = JmsDoors.open(cluster)) {
            NodeHealth.awaitClients(cluster.node(2).uri(), 1); // WildFly opens a session a moment after its handshake is answered
            door.text("jms.kinds", "{\"price\": 1.50,\n \"unit\": \"\u20ac\"}");
            door.text("jms.kinds", "a \"quoted\" line <b>\ud83d\udd14</b>");
            door.text("jms.kinds", "42");
            BytesMessage bytes = door.session().createBytesMessage();
            bytes.writeBytes("gr\u00fc\u00dfe".getBytes(StandardCharsets.UTF_8));
            door.send(bytes, "jms.kinds");
            MapMessage map = door.session().createMapMessage();
            map.setDouble("rate", 1.25);
            door.send(map, "jms.kinds");

            await().until(() -> List.of(v1.count(), raw.count()), List.of(5, 5)::equals);

            assertThat(v1.publications()).extracting(Received::data).containsExactly("{\"price\":1.50,\"unit\":\"\u20ac\"}",
                    "\"a \\\"quoted\\\" line <b>\ud83d\udd14</b>\"", "42", "\"gr\u00fc\u00dfe\"", "{\"rate\":1.25}");
            assertThat(v1.lines().get(1)).contains("\"data\":{\"price\": 1.50,  \"unit\": \"\u20ac\"}");
            assertThat(raw.messages()).containsExactly("{\"price\": 1.50,\n \"unit\": \"\u20ac\"}", "a \"quoted\" line <b>\ud83d\udd14</b>", "42", "gr\u00fc\u00dfe", "{\"rate\":1.25}");
            assertThat(v1.publications()).allSatisfy(publication -> {
                assertThat(publication.origin()).isNull();
                assertThat(publication.messageId()).startsWith("ID:");
            });
        }
    }

    @Test
    @Shows("Plain JMS: an empty text is published")
    void anEmptyTextIsATextToo(Cluster cluster) throws Exception {
        assumeTrue(Stack.given().broker() != Stack.Brokers.OPENMQ, "OpenMQ makes no difference between an empty text and none, which is malformed");
        try (V1Client client = V1Client.connected(cluster.node(1).uri(), "jms.empty"); JmsDoor door = JmsDoors.open(cluster)) {
            door.text("jms.empty", "");
            await().until(() -> client.count() == 1);
            assertThat(client.publications()).extracting(Received::data).containsExactly("\"\"");
        }
    }

    @Test
    @Shows("Plain JMS: what has expired is told nobody again")
    void tellsNobodyAgainWhatHasExpired(Cluster cluster) throws Exception {
        try (V1Client client = V1Client.connected(cluster.node(1).uri(), "jms.expiry"); JmsDoor door = JmsDoors.open(cluster)) {
            door.mortal("jms.expiry", "for some seconds", 4_000);
            door.text("jms.expiry", "for good");
            await().until(() -> client.publications().stream().anyMatch(one -> one.data().contains("for good")));
            for (Node node : cluster.nodes()) {
                try (V1Client asking = V1Client.connected(node.uri())) {
                    await().until(() -> remembered(asking), List.of("\"for good\"")::equals);
                }
            }
        }
    }

    private static List<String> remembered(V1Client client) {
        return client.call("history", "\"channel\":\"jms.expiry\"").getJsonArray("publications").getValuesAs(JsonObject.class).stream().map(one -> one.get("data").toString()).toList();
    }

    @Test
    void setsMalformedMessagesAsideOnceWithTheReasonAndGoesOn(Cluster cluster) throws Exception {
        try (V1Client client = V1Client.connected(cluster.node(3).uri(), "jms.poison"); JmsDoor door = JmsDoors.open(cluster);
                JmsDoor reader = JmsDoors.open(cluster); MessageConsumer aside = reader.consumer("carillon.rejected")) {
            long began = System.currentTimeMillis();
            long[] before = cluster.nodes().stream().mapToLong(PlainJmsIT::rejected).toArray();
            Set<String> sent = new TreeSet<>();
            for (Message poison : poison(door.session())) {
                door.send(poison, null);
                sent.add(poison.getJMSMessageID());
            }
            door.text("jms.poison", "still there");

            await().until(() -> client.count() == 1);
            Set<String> asideIds = new TreeSet<>();
            List<String> reasons = new ArrayList<>();
            while (asideIds.size() < sent.size()) {
                Message report = aside.receive(Patience.LONGEST_MS);
                assertThat(report).as("set aside so far: " + reasons).isNotNull();
                if (report.getJMSTimestamp() < began) {
                    continue; // of another test, which wrote to the same cluster before
                }
                assertThat(asideIds.add(report.getStringProperty("carillon_message_id"))).as("each once").isTrue();
                reasons.add(report.getStringProperty("carillon_reason"));
            }
            assertThat(asideIds.equals(sent)).isEqualTo(Stack.given().keepsMessageIds());
            assertThat(reasons).anyMatch(reason -> reason.contains("object")).anyMatch(reason -> reason.contains("'channel' is missing"))
                    .anyMatch(reason -> reason.contains("UTF-8")).anyMatch(reason -> reason.contains("no signature"));
            assertThat(aside.receiveNoWait()).isNull();
            for (int i = 0; i < before.length; i++) {
                assertThat(rejected(cluster.node(i + 1)) - before[i]).as("counted by node " + (i + 1)).isEqualTo(sent.size());
            }
        }
    }

    private static long rejected(Node node) {
        return Http.json(Uris.http(node.uri(), "health/node")).getJsonNumber("rejected").longValue();
    }

    private static List<Message> poison(Session session) throws Exception {
        TextMessage noChannel = session.createTextMessage("nowhere to go");
        TextMessage badChannel = channel(session.createTextMessage("up and away"), "../secret");
        TextMessage tooLarge = channel(session.createTextMessage("x".repeat(70_000)), "jms.poison");
        TextMessage forged = channel(session.createTextMessage("forged"), "jms.poison");
        forged.setIntProperty("carillon_version", 1);
        forged.setStringProperty("carillon_origin", "no origin!");
        BytesMessage notUtf8 = channel(session.createBytesMessage(), "jms.poison");
        notUtf8.writeBytes(new byte[] {(byte) 0xc3, 0x28});
        BytesMessage hugeCount = session.createBytesMessage();
        hugeCount.setIntProperty("carillon_version", 1);
        hugeCount.setStringProperty("carillon_origin", "abc");
        hugeCount.setStringProperty("carillon_kind", "batch");
        hugeCount.setLongProperty("carillon_seq", 1);
        hugeCount.setIntProperty("carillon_count", Integer.MAX_VALUE);
        hugeCount.writeBytes(new byte[10]);
        return List.of(noChannel, badChannel, tooLarge, forged, notUtf8, hugeCount, channel(session.createTextMessage(), "jms.poison"),
                channel(session.createObjectMessage(new ArrayList<>(List.of("never opened"))), "jms.poison"),
                channel(session.createStreamMessage(), "jms.poison"), channel(session.createMessage(), "jms.poison"));
    }

    private static <M extends Message> M channel(M message, String channel) throws Exception {
        message.setStringProperty("channel", channel);
        return message;
    }
}
