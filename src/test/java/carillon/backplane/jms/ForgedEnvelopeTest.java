package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import carillon.backplane.Ask;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.EnvelopeSignature;
import carillon.backplane.Keeping;
import carillon.backplane.Part;
import carillon.backplane.Probe;
import carillon.backplane.RecordingListener;
import carillon.backplane.Refusal;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.Trial;
import carillon.backplane.Way;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.config.Settings;
import carillon.sequence.Hole;
import carillon.sequence.News;
import carillon.snapshot.Piece;
import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQTempQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes by the topic and claims to be of a node, and is not. */
class ForgedEnvelopeTest {

    private static final Origin A = new Origin("a");
    private static final Origin B = new Origin("b");
    private static final Batch BATCH = new Batch(A, 7, List.of(new Batch.Item(new Channel("news"), Payload.text("x"))));
    private static final Piece PIECE = new Piece(List.of(new News(A, 7, 0, 0)), List.of(), List.of(), List.of());

    static Stream<Envelope> all() {
        Beat beat = new Beat(A, 7, 1_000, List.of(new News(B, 8, 9, 10)), Optional.of("key"), 5).with(new Probe(3, 4, "1", "", List.of())).withRetired(List.of(B));
        return Stream.of(BATCH, beat, new Repair(A, new Hole(B, 1, 2)), new Resend(B, BATCH), new Keeping(A), new Trial(A), new Ask(A, B, 1, 0, null), new Part(A, 1, 0, true, PIECE, null));
    }

    private static Way way(Envelope envelope) {
        return envelope instanceof Part ? Way.LINE : Way.TOPIC;
    }

    private static ActiveMQMessage written(EnvelopeCodec codec, Envelope envelope) throws Exception {
        ActiveMQMessage message = (ActiveMQMessage) codec.write(Messages.session(), envelope);
        message.setJMSReplyTo(new ActiveMQTempQueue("temporary"));
        message.onSend();
        message.setReadOnlyProperties(false);
        return message;
    }

    private static Refusal refusal(Message message, Way way) {
        Throwable thrown = catchThrowable(() -> Signed.CODEC.read(message, way));
        return thrown instanceof RefusedException refused ? refused.refusal() : null;
    }

    private static void reject(Message message, Way way) {
        RecordingListener listener = new RecordingListener();
        new Incoming(Signed.SIGNATURE, 1_000).tell(message, way, listener);
        assertThat(listener.told()).hasSize(1);
        assertThat(listener.rejected()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isTakenAsANodeWroteItAndByItsWay(Envelope envelope) throws Exception {
        assertThat(refusal(written(Signed.CODEC, envelope), way(envelope))).isNull();
        assertThat(Signed.CODEC.read(written(Signed.CODEC, envelope), way(envelope)).getClass()).isEqualTo(envelope.getClass());
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedWithoutASignatureAndWithOneOfAnotherKey(Envelope envelope) throws Exception {
        ActiveMQMessage unsigned = written(Signed.CODEC, envelope);
        unsigned.removeProperty(Headers.SIGNATURE);
        assertThat(refusal(unsigned, way(envelope))).isEqualTo(Refusal.UNSIGNED);
        reject(unsigned, way(envelope));
        assertThat(refusal(written(Signed.stranger(), envelope), way(envelope))).isEqualTo(Refusal.OTHER_KEY);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedIfAnyOfItsHeadersWasChangedTakenAwayOrAdded(Envelope envelope) throws Exception {
        for (String name : List.of(Headers.KIND, Headers.ORIGIN, Headers.SEQUENCE, Headers.COUNT, Headers.TO, Headers.NUMBER, Headers.LAST, Headers.ABOUT)) {
            ActiveMQMessage changed = written(Signed.CODEC, envelope);
            changed.setObjectProperty(name, "9");
            assertThat(refusal(changed, way(envelope))).as(name).isEqualTo(Refusal.ALTERED);
            reject(changed, way(envelope));
            if (written(Signed.CODEC, envelope).propertyExists(name)) {
                ActiveMQMessage without = written(Signed.CODEC, envelope);
                without.removeProperty(name);
                assertThat(refusal(without, way(envelope))).as("without " + name).isEqualTo(Refusal.ALTERED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedByAWayThatNodesDontSendItBy(Envelope envelope) throws Exception {
        assertThat(refusal(written(Signed.CODEC, envelope), envelope instanceof Part ? Way.TOPIC : Way.LINE)).isEqualTo(Refusal.MISPLACED);
        assertThat(refusal(written(Signed.CODEC, envelope), Way.JOURNAL)).isEqualTo(envelope instanceof Part ? Refusal.MISPLACED : null);
    }

    @Test
    void plainMessagesAreTakenByTheTopicOnly() throws Exception {
        RecordingListener listener = new RecordingListener();
        new Incoming(Signed.SIGNATURE, 1_000).tell(Messages.text("a"), Way.LINE, listener);
        assertThat(listener.rejected()).extracting(one -> one.refusal()).containsExactly(Refusal.MISPLACED);
    }

    @Property(tries = 300)
    void isNeverTakenWithAnyOtherBody(@ForAll @IntRange(max = 6) int kind, @ForAll @Size(max = 64) byte[] splice, @ForAll int at, @ForAll boolean cut) throws Exception {
        Envelope envelope = all().filter(one -> !(one instanceof Part)).toList().get(kind % 7);
        ActiveMQMessage honest = written(Signed.CODEC, envelope);
        byte[] body = Bodies.bytes((BytesMessage) honest, 100_000);
        byte[] other = spliced(body, splice, at, cut);
        ActiveMQMessage message = (ActiveMQMessage) Messages.bytes(other);
        message.setReadOnlyProperties(false);
        message.setProperties(honest.getProperties());
        message.setJMSReplyTo(honest.getJMSReplyTo());
        assertThat(refusal(message, Way.TOPIC)).isEqualTo(Arrays.equals(body, other) ? null : Refusal.ALTERED);
    }

    /** Also where no signature stands before the decoder: nothing but a report comes of it. */
    @Property(tries = 1_000)
    void theDecoderTakesNonsenseForNonsense(@ForAll @IntRange(max = 7) int kind, @ForAll @Size(max = 64) byte[] splice, @ForAll int at, @ForAll boolean cut) throws Exception {
        Map<String, String> accepting = new HashMap<>(Signed.KEY);
        accepting.put("carillon.cluster.unsigned", "accept");
        Envelope envelope = all().toList().get(kind % 8);
        ActiveMQMessage honest = written(Signed.CODEC, envelope);
        ActiveMQMessage message = (ActiveMQMessage) Messages.bytes(spliced(Bodies.bytes((BytesMessage) honest, 100_000), splice, at, cut));
        message.setReadOnlyProperties(false);
        message.setProperties(honest.getProperties());
        message.removeProperty(Headers.SIGNATURE);
        message.setJMSReplyTo(honest.getJMSReplyTo());
        Throwable thrown = catchThrowable(() -> new EnvelopeCodec(new EnvelopeSignature(Settings.of(accepting))).read(message, way(envelope)));
        assertThat(thrown == null || thrown instanceof MalformedException).as("%s", thrown).isTrue();
    }

    private static byte[] spliced(byte[] body, byte[] splice, int at, boolean cut) {
        int from = body.length == 0 ? 0 : Math.floorMod(at, body.length);
        int length = cut ? from + splice.length : Math.max(body.length, from + splice.length);
        byte[] other = Arrays.copyOf(body, length);
        System.arraycopy(splice, 0, other, from, splice.length);
        return other;
    }
}
