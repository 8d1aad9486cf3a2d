package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Ask;
import carillon.backplane.BackplaneListener;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Part;
import carillon.backplane.RecordingListener;
import carillon.backplane.Keeping;
import carillon.backplane.Rejected;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.Trial;
import carillon.backplane.Way;
import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.command.ActiveMQMessage;
import org.junit.jupiter.api.Test;

class IncomingTest {

    private final RecordingListener listener = new RecordingListener();

    private void tell(Message message) {
        new Incoming(Signed.SIGNATURE, 1_000).tell(message, Way.TOPIC, listener);
    }

    @Test
    void tellsWhatAMessageSays() throws Exception {
        Batch batch = new Batch(new Origin("o"), 1, List.of(new Batch.Item(new Channel("news"), Payload.text("a"))));
        Beat beat = new Beat(new Origin("o"), 1);
        tell(Signed.CODEC.write(Messages.session(), batch));
        tell(Signed.CODEC.write(Messages.session(), beat));
        tell(Signed.CODEC.write(Messages.session(), new Trial(new Origin("o")))); // says nothing
        tell(Messages.text("a"));
        assertThat(listener.told()).containsExactly(batch, beat, new Publication(new Channel("news"), new ForeignId("ID:legacy-1"), Payload.text("a")));
    }

    @Test
    void knowsAHeartbeatByItsHeaderAndNeverThrows() throws Exception {
        assertThat(Incoming.isBeat(Signed.CODEC.write(Messages.session(), new Beat(new Origin("o"), 1)))).isTrue();
        assertThat(Incoming.isBeat(Signed.CODEC.write(Messages.session(), new Trial(new Origin("o"))))).isFalse();
        assertThat(Incoming.isBeat(Messages.text("a"))).isFalse();
        assertThat(Incoming.isBeat(unreadable(new JMSException("secret")))).isFalse();
    }

    @Test
    void neverOpensAnObject() throws Exception {
        Message message = Messages.object(new Fuse());
        tell(message);
        assertThat(listener.told()).containsExactly(new Rejected("Only text, bytes and map messages are published, not object messages.", "ID:legacy-1", "object", "news", null));
        assertThat(Fuse.blown).isFalse();
        ((ObjectMessage) message).getObject();
        assertThat(Fuse.blown).as("the fuse works").isTrue();
    }

    @Test
    void neverOpensAnObjectThatClaimsToBeAnEnvelope() throws Exception {
        Fuse.blown = false;
        ActiveMQMessage message = (ActiveMQMessage) Messages.object(new Fuse());
        message.setReadOnlyProperties(false);
        message.setProperties(((ActiveMQMessage) Signed.CODEC.write(Messages.session(), new Beat(new Origin("o"), 1))).getProperties());
        message.setStringProperty(Headers.KIND, Headers.BATCH);
        tell(message);
        assertThat(listener.rejected()).hasSize(1);
        assertThat(Fuse.blown).isFalse();
    }

    @Test
    void givesTheTextOfWhatItRejectsToTheOperatorOnly() throws Exception {
        tell(Messages.text("a\ud800secret"));
        Rejected rejected = listener.rejected().get(0);
        assertThat(rejected.text()).isEqualTo("a\ud800secret");
        assertThat(rejected.reason()).doesNotContain("secret");
    }

    @Test
    void rejectsHeadersOfTheWrongType() throws Exception {
        for (String header : new String[] {Headers.VERSION, Headers.SEQUENCE, Headers.COUNT}) {
            ActiveMQMessage message = (ActiveMQMessage) Signed.CODEC.write(Messages.session(),
                    new Batch(new Origin("o"), 1, List.of(new Batch.Item(new Channel("news"), Payload.text("a")))));
            message.setObjectProperty(header, true);
            tell(message);
        }
        assertThat(listener.rejected()).hasSize(3);
        assertThat(listener.told()).hasSize(3);
    }

    /** A message of which nothing can be read. */
    private static Message unreadable(Throwable failure) {
        return (Message) Proxy.newProxyInstance(IncomingTest.class.getClassLoader(), new Class<?>[] {TextMessage.class}, (proxy, method, args) -> {
            throw failure;
        });
    }

    @Test
    void rejectsWhatCannotBeReadAtAll() {
        tell(unreadable(new JMSException("secret")));
        tell(unreadable(new NegativeArraySizeException("secret")));
        assertThat(listener.told()).containsExactly(new Rejected("The message can't be read (JMSException).", "none", "text", null, null),
                new Rejected("The message can't be read (NegativeArraySizeException).", "none", "text", null, null));
    }

    @Test
    void goesOnWhenTheListenerHasADefect() throws Exception {
        List<Rejected> rejected = new ArrayList<>();
        new Incoming(Signed.SIGNATURE, 1_000).tell(Messages.text("a"), Way.TOPIC, defective(rejected));
        assertThat(rejected).hasSize(1);
    }

    private static BackplaneListener defective(List<Rejected> rejected) {
        return new BackplaneListener() {
            @Override
            public void onBatch(Batch batch) {
                throw new IllegalStateException();
            }

            @Override
            public void onBeat(Beat beat) {
                throw new IllegalStateException();
            }

            @Override
            public void onRepair(Repair repair) {
                throw new IllegalStateException();
            }

            @Override
            public void onResend(Resend resend) {
                throw new IllegalStateException();
            }

            @Override
            public void onKeeping(Keeping keeping) {
                throw new IllegalStateException();
            }

            @Override
            public void onAsk(Ask ask) {
                throw new IllegalStateException();
            }

            @Override
            public void onPart(Part part) {
                throw new IllegalStateException();
            }

            @Override
            public void onForeign(Publication publication) {
                throw new IllegalStateException();
            }

            @Override
            public void onRejected(Rejected one) {
                rejected.add(one);
            }
        };
    }
}
