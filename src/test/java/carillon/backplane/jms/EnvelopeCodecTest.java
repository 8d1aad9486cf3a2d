package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Trial;
import carillon.backplane.Envelope;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import jakarta.jms.Message;
import java.util.List;
import org.apache.activemq.command.ActiveMQMessage;
import org.junit.jupiter.api.Test;

class EnvelopeCodecTest {

    private static final Origin ORIGIN = new Origin("q8Zt0cWm1XE");
    private static final Batch BATCH = new Batch(ORIGIN, 17, List.of(new Batch.Item(new Channel("news"), Payload.json("{}")), new Batch.Item(new Channel("a"), Payload.text("é"))));

    private interface Change {
        void make(ActiveMQMessage message) throws Exception;
    }

    private static ActiveMQMessage written(Envelope envelope) throws Exception {
        ActiveMQMessage message = (ActiveMQMessage) EnvelopeCodec.write(Messages.session(), envelope);
        message.onSend();
        return message;
    }

    private static void malformed(Envelope envelope, Change change) throws Exception {
        ActiveMQMessage message = written(envelope);
        message.setReadOnlyProperties(false);
        change.make(message);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> EnvelopeCodec.read(message));
    }

    @Test
    void bringsBackBatchesAndBeats() throws Exception {
        for (Envelope envelope : List.of(BATCH, new Beat(ORIGIN, 0), new Beat(ORIGIN, Long.MAX_VALUE), new Trial(ORIGIN), new Batch(ORIGIN, Long.MAX_VALUE, BATCH.items().subList(0, 1)))) {
            Message message = written(envelope);
            assertThat(EnvelopeCodec.isEnvelope(message)).isTrue();
            assertThat(EnvelopeCodec.read(message)).isEqualTo(envelope);
            assertThat(EnvelopeCodec.read(message)).as("read again").isEqualTo(envelope);
        }
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
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> EnvelopeCodec.read(text));
    }
}
