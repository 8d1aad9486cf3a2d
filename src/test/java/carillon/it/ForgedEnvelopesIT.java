package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.matrix.Shows;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody who may write to the topic, and knows what the health addresses tell, can't do by it. */
@Shows("Envelopes that no node wrote are refused: forged heartbeats, publications, answers; all that was acknowledged arrives")
@Tag("telling")
@ExtendWith(ClusterExtension.class)
class ForgedEnvelopesIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CHANNEL = "forged.channel";
    private static final int GHOSTS = 2_000;
    private static final int EACH = 20;
    private static final long MAX_SEQUENCE = (1L << 53) - 1;

    @Test
    void neitherSilenceANodeNorSpeakInItsName(Cluster cluster) throws Exception {
        Node victim = cluster.node(1);
        String origin = health(victim).getString("origin");
        List<Long> refused = cluster.nodes().stream().map(ForgedEnvelopesIT::refused).toList();
        try (V1Client here = V1Client.connected(victim.uri(), CHANNEL); V1Client there = V1Client.connected(cluster.node(2).uri(), CHANNEL);
                JmsDoor door = JmsDoors.open(cluster)) {
            List<String> published = new ArrayList<>(publish(here, "before"));
            int forged = 0;
            for (long ahead : new long[] {1, 2, 1_000, MAX_SEQUENCE, Long.MAX_VALUE}) {
                long next = ahead > MAX_SEQUENCE - 1_000_000 ? ahead : published(victim, origin) + ahead;
                forged += forge(door, origin, next);
                published.addAll(publish(here, "after " + ahead));
            }
            for (int ghost = 0; ghost < GHOSTS; ghost++) {
                door.send(beat(door, "ghost" + ghost, 7, "ghost" + ghost, 7), null);
            }
            int all = forged + GHOSTS;
            for (int i = 0; i < refused.size(); i++) {
                Node node = cluster.node(i + 1);
                long before = refused.get(i);
                await("all refused by node " + (i + 1)).atMost(SOON).until(() -> refused(node) - before >= all);
            }
            published.addAll(publish(here, "at last"));
            await("all that was acknowledged").atMost(SOON).until(() -> here.count() >= published.size() && there.count() >= published.size());
            assertThat(here.publications()).extracting(Received::data).containsExactlyElementsOf(published);
            assertThat(there.publications()).extracting(Received::data).containsExactlyElementsOf(published);
            assertThat(Stream.of(here, there).flatMap(client -> client.pushes().stream()).map(push -> push.getString("type"))).doesNotContain("gap");
        }
        assertThat(cluster.nodes()).allSatisfy(node -> {
            assertThat(node.probe()).isEqualTo(200);
            assertThat(health(node).getJsonArray("nodes")).hasSize(cluster.nodes().size());
            assertThat(health(node).getJsonArray("findings").toString()).contains("unsigned-envelopes").doesNotContain("forged-origin");
        });
        assertThat(health(victim).getString("origin")).as("nothing has come in its name").isEqualTo(origin);
    }

    private static List<String> publish(V1Client client, String text) throws Exception {
        List<String> data = new ArrayList<>();
        List<CompletableFuture<JsonObject>> replies = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            data.add("\"" + text + " " + i + "\"");
            replies.add(client.publish(CHANNEL, data.get(i)));
        }
        for (CompletableFuture<JsonObject> reply : replies) {
            assertThat(reply.get(SOON.toSeconds(), TimeUnit.SECONDS).getString("type")).isEqualTo("published");
        }
        return data;
    }

    private static JsonObject health(Node node) {
        return Http.json(Uris.http(node.uri(), "health/node"));
    }

    private static long refused(Node node) {
        return health(node).getJsonNumber("refusedEnvelopes").longValue();
    }

    /** As anybody can read it. */
    private static long published(Node node, String origin) {
        return Http.json(Uris.http(node.uri(), "health/cluster")).getJsonArray("nodes").getValuesAs(JsonObject.class).stream()
                .filter(one -> one.getString("origin").equals(origin)).mapToLong(one -> one.getJsonNumber("published").longValue()).findFirst().orElseThrow();
    }

    /** One of each kind. */
    private static int forge(JmsDoor door, String origin, long sequence) throws Exception {
        List<BytesMessage> all = new ArrayList<>();
        all.add(beat(door, origin, sequence, "other", 1));
        all.add(beat(door, "other", 0, origin, sequence));
        all.add(batch(door, "batch", origin, sequence));
        BytesMessage resend = batch(door, "resend", "other", sequence);
        resend.setStringProperty("carillon_about", origin);
        all.add(resend);
        all.add(part(door, origin, sequence));
        BytesMessage ask = envelope(door, "ask", "other", 0, new byte[0]);
        ask.setStringProperty("carillon_about", origin);
        ask.setLongProperty("carillon_number", 1);
        all.add(ask);
        BytesMessage repair = envelope(door, "repair", "other", 1, new byte[0]);
        repair.setStringProperty("carillon_about", origin);
        repair.setLongProperty("carillon_to", sequence);
        all.add(repair);
        all.add(envelope(door, "keeping", origin, 0, new byte[0]));
        BytesMessage guessed = beat(door, origin, sequence, "other", 1);
        guessed.setStringProperty("carillon_signature", "A".repeat(27));
        all.add(guessed);
        for (BytesMessage message : all) {
            door.send(message, null);
        }
        return all.size();
    }

    private static BytesMessage envelope(JmsDoor door, String kind, String origin, long sequence, byte[] body) throws JMSException {
        BytesMessage message = door.session().createBytesMessage();
        message.setIntProperty("carillon_version", 1);
        message.setStringProperty("carillon_kind", kind);
        message.setStringProperty("carillon_origin", origin);
        message.setLongProperty("carillon_seq", sequence);
        message.writeBytes(body);
        return message;
    }

    private static BytesMessage batch(JmsDoor door, String kind, String origin, long first) throws Exception {
        BytesMessage message = envelope(door, kind, origin, first, body(out -> {
            out.writeShort(CHANNEL.length());
            out.writeBytes(CHANNEL);
            out.writeByte(1);
            out.writeInt(8);
            out.writeBytes("\"forged\"");
        }));
        message.setIntProperty("carillon_count", 1);
        return message;
    }

    private static BytesMessage beat(JmsDoor door, String origin, long last, String about, long aboutLast) throws Exception {
        return envelope(door, "beat", origin, last, body(out -> {
            out.writeLong(60_000);
            text(out, "");
            out.writeShort(1);
            news(out, about, aboutLast);
            out.writeLong(60_000);
        }));
    }

    private static BytesMessage part(JmsDoor door, String origin, long last) throws Exception {
        BytesMessage message = envelope(door, "part", origin, 0, body(out -> {
            out.writeInt(1);
            out.writeShort(origin.length());
            out.writeBytes(origin);
            out.writeLong(last);
            out.writeLong(0);
            out.writeLong(0);
            out.writeInt(0);
            out.writeInt(0);
            out.writeInt(0);
        }));
        message.setLongProperty("carillon_number", 1);
        message.setBooleanProperty("carillon_last", true);
        return message;
    }

    private static void news(DataOutputStream out, String origin, long last) throws IOException {
        text(out, origin);
        out.writeLong(last);
        out.writeLong(0);
        out.writeLong(60_000);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private interface Writing {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] body(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writing.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
