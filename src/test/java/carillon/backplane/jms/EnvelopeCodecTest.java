package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Trial;
import carillon.backplane.Envelope;
import carillon.backplane.Way;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Stamp;
import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.command.ActiveMQMessage;
import org.junit.jupiter.api.Test;

class EnvelopeCodecTest {

    private static final Origin ORIGIN = new Origin("q8Zt0cWm1XE");
    private static final Batch BATCH = new Batch(ORIGIN, 17, List.of(new Batch.Item(new Channel("news"), Payload.json("{}")), new Batch.Item(new Channel("a"), Payload.text("é"))));

    private interface Change {
        void make(ActiveMQMessage message) throws Exception;
    }

    private static ActiveMQMessage written(Envelope envelope) throws Exception {
        ActiveMQMessage message = (ActiveMQMessage) Signed.CODEC.write(Messages.session(), envelope);
        message.onSend();
        return message;
    }

    /** What is wrong with it is wrong though a node wrote it. */
    private static void resign(ActiveMQMessage message) throws Exception {
        byte[] body = message instanceof BytesMessage bytes ? Bodies.bytes(bytes, 1_000_000) : new byte[0];
        message.setReadOnlyProperties(false);
        message.setStringProperty(Headers.SIGNATURE, Signed.SIGNATURE.sign(SignedHeaders.of(message), body));
    }

    private static void malformed(Envelope envelope, Change change) throws Exception {
        ActiveMQMessage message = written(envelope);
        message.setReadOnlyProperties(false);
        change.make(message);
        resign(message);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Signed.CODEC.read(message, Way.TOPIC)).isNotInstanceOf(RefusedException.class);
    }

    @Test
    void bringsBackBatchesAndBeats() throws Exception {
        for (Envelope envelope : List.of(BATCH, new Beat(ORIGIN, 0), new Beat(ORIGIN, Stamp.MAX_SEQUENCE), new Trial(ORIGIN), new Batch(ORIGIN, Stamp.MAX_SEQUENCE, BATCH.items().subList(0, 1)))) {
            Message message = written(envelope);
            assertThat(EnvelopeCodec.isEnvelope(message)).isTrue();
            assertThat(Signed.CODEC.read(message, Way.TOPIC)).isEqualTo(envelope);
            assertThat(Signed.CODEC.read(message, Way.TOPIC)).as("read again").isEqualTo(envelope);
        }
    }

    @Test
    void saysWhichItemsAreBeyondAShareBesideABodyThatOlderNodesRead() throws Exception {
        List<Batch.Item> items = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            items.add(new Batch.Item(new Channel("c"), Payload.text("x"), Optional.empty(), i == 3 || i == 17));
        }
        Batch marked = new Batch(ORIGIN, 1, items);
        assertThat(Signed.CODEC.read(written(marked), Way.TOPIC)).isEqualTo(marked);
        assertThat(BatchBody.read(BatchBody.write(items), 20)).noneMatch(Batch.Item::spare);
        assertThat(written(BATCH).propertyExists(Headers.SPARE)).isFalse();
        malformed(BATCH, message -> message.setStringProperty(Headers.SPARE, "no base64!"));
    }

    @Test
    void takesAMessageWithoutAVersionForAForeignOne() throws Exception {
        assertThat(EnvelopeCodec.isEnvelope(Messages.text("a"))).isFalse();
    }

    @Test
    void refusesAnotherVersion() throws Exception {
        malformed(BATCH, message -> message.setIntProperty(Headers.VERSION, 2));
        malformed(BATCH, message -> message.setIntProperty(Headers.VERSION, -1));
        malformed(BATCH, message -> message.setStringProperty(Headers.VERSION, "one"));
    }

    @Test
    void refusesAForgedOrMissingStamp() throws Exception {
        malformed(BATCH, message -> message.removeProperty(Headers.ORIGIN));
        malformed(BATCH, message -> message.setStringProperty(Headers.ORIGIN, ""));
        malformed(BATCH, message -> message.setStringProperty(Headers.ORIGIN, "\",\"seq\":1"));
        malformed(BATCH, message -> message.setStringProperty(Headers.ORIGIN, "x".repeat(1_000)));
        malformed(BATCH, message -> message.removeProperty(Headers.SEQUENCE));
        malformed(BATCH, message -> message.setLongProperty(Headers.SEQUENCE, 0));
        malformed(BATCH, message -> message.setLongProperty(Headers.SEQUENCE, -1));
        malformed(BATCH, message -> message.setLongProperty(Headers.SEQUENCE, Long.MAX_VALUE));
        malformed(BATCH, message -> message.setLongProperty(Headers.SEQUENCE, Stamp.MAX_SEQUENCE));
        malformed(new Beat(ORIGIN, 1), message -> message.setLongProperty(Headers.SEQUENCE, Stamp.MAX_SEQUENCE + 1));
        malformed(BATCH, message -> message.setStringProperty(Headers.SEQUENCE, "seventeen"));
        malformed(new Beat(ORIGIN, 1), message -> message.setLongProperty(Headers.SEQUENCE, -1));
    }

    @Test
    void refusesAKindThatIsNone() throws Exception {
        malformed(BATCH, message -> message.removeProperty(Headers.KIND));
        malformed(BATCH, message -> message.setStringProperty(Headers.KIND, "snapshot"));
    }

    @Test
    void refusesACountThatTheBodyDoesNotBearOut() throws Exception {
        malformed(BATCH, message -> message.removeProperty(Headers.COUNT));
        for (int count : new int[] {Integer.MIN_VALUE, -1, 0, 1, 3, Integer.MAX_VALUE}) {
            malformed(BATCH, message -> message.setIntProperty(Headers.COUNT, count));
        }
    }

    @Test
    void refusesABatchThatIsNotBytes() throws Exception {
        ActiveMQMessage text = Messages.text("{}");
        text.setReadOnlyProperties(false);
        text.setProperties(written(BATCH).getProperties());
        resign(text);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Signed.CODEC.read(text, Way.TOPIC));
    }
}
