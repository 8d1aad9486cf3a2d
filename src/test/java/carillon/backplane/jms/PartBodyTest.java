package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carillon.backplane.Ask;
import carillon.backplane.Way;
import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.history.Kept;
import carillon.history.Mark;
import carillon.history.Noted;
import carillon.sequence.News;
import carillon.snapshot.Piece;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTempQueue;
import org.junit.jupiter.api.Test;

class PartBodyTest {

    private static final Origin A = new Origin("a");
    private static final Channel NEWS = new Channel("news");
    private static final Piece PIECE = new Piece(List.of(new News(A, 7, 1, 2), new News(new Origin("b"), 0, 3, 4)),
            List.of(new Mark(Optional.empty(), A, 3, 5), new Mark(Optional.of(NEWS), A, 4, 6)),
            List.of(new Noted(NEWS, new Key("k-1"), new Stamp(A, 2), -5, 7, List.of(new Stamp(A, 3)))),
            List.of(new Kept(new Publication(NEWS, new Stamp(A, 5), Payload.json("{}"), Optional.of(new Key("k-2"))), 8), new Kept(new Publication(NEWS, new ForeignId("ID:\u00e9"), Payload.text("")), 0)));

    @Test
    void bringsBackWhatItWasGiven() throws Exception {
        assertThat(PartBody.read(PartBody.write(PIECE))).isEqualTo(PIECE);
        Piece nothing = new Piece(List.of(), List.of(), List.of(), List.of());
        assertThat(PartBody.read(PartBody.write(nothing))).isEqualTo(nothing);
    }

    @Test
    void bringsBackHowLongEachPublicationLives() throws Exception {
        Piece mortal = new Piece(List.of(), List.of(), List.of(), List.of(new Kept(new Publication(NEWS, new ForeignId("1"), Payload.text("a")), 0),
                new Kept(new Publication(NEWS, new ForeignId("2"), Payload.text("b")).living(Long.MAX_VALUE), 0), new Kept(new Publication(NEWS, new ForeignId("3"), Payload.text("c")).living(1), 0)));
        byte[] bytes = PartBody.write(mortal);
        assertThat(PartBody.read(bytes)).isEqualTo(mortal);
        byte[] ofAnOlderVersion = Arrays.copyOf(bytes, bytes.length - 4 - 2 * 12);
        assertThat(PartBody.read(ofAnOlderVersion).kept()).hasSize(3).allMatch(kept -> kept.publication().livesMs() == Publication.FOR_GOOD);
        for (int cut = bytes.length - 1; cut > ofAnOlderVersion.length; cut--) {
            byte[] shorter = Arrays.copyOf(bytes, cut);
            assertThatThrownBy(() -> PartBody.read(shorter)).isInstanceOf(MalformedException.class);
        }
        bytes[bytes.length - 9] = 3; // the number of the second of them: there is no fourth publication
        assertThatThrownBy(() -> PartBody.read(bytes)).isInstanceOf(MalformedException.class);
    }

    @Test
    void leavesWhatComesBehindToLaterVersions() throws Exception {
        byte[] bytes = PartBody.write(PIECE);
        assertThat(PartBody.read(Arrays.copyOf(bytes, bytes.length + 3))).isEqualTo(PIECE);
    }

    @Test
    void refusesWhatIsCutOffAnywhere() {
        byte[] bytes = PartBody.write(PIECE);
        int withoutTheFifthList = bytes.length - 4; // as older versions write it
        for (int length = 0; length < bytes.length; length += length + 1 == withoutTheFifthList ? 2 : 1) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> PartBody.read(cut)).isInstanceOfAny(MalformedException.class, IllegalArgumentException.class);
        }
    }

    @Test
    void refusesWhateverIsNoPieceAndReservesNothingForIt() throws Exception {
        byte[] bytes = PartBody.write(PIECE);
        for (int i = 0; i < bytes.length; i++) {
            byte[] forged = bytes.clone();
            forged[i] ^= (byte) 0x80;
            try {
                PartBody.read(forged);
            } catch (MalformedException | IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("news");
            }
        }
        byte[] endless = ByteBuffer.allocate(12).putInt(Integer.MAX_VALUE).array();
        assertThatThrownBy(() -> PartBody.read(endless)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersAtATemporaryQueueOnly() throws Exception {
        ActiveMQMessage message = (ActiveMQMessage) Signed.CODEC.write(Messages.session(), new Ask(A, new Origin("b"), 1, 0, null));
        assertThatThrownBy(() -> Signed.CODEC.read(message, Way.TOPIC)).isInstanceOf(MalformedException.class);
        message.setJMSReplyTo(new ActiveMQQueue("carillon.rejected"));
        assertThatThrownBy(() -> Signed.CODEC.read(message, Way.TOPIC)).isInstanceOf(MalformedException.class);
        ActiveMQTempQueue queue = new ActiveMQTempQueue("ID:1:1");
        message.setJMSReplyTo(queue);
        assertThat(Signed.CODEC.read(message, Way.TOPIC)).isEqualTo(new Ask(A, new Origin("b"), 1, 0, new JmsAddress(queue)));
    }

    @Test
    void refusesAPieceWithoutAPossibleNumber() throws Exception {
        for (long from : new long[] {-1, Long.MAX_VALUE}) {
            ActiveMQMessage message = (ActiveMQMessage) Signed.CODEC.write(Messages.session(), new Ask(A, new Origin("b"), 1, 0, null));
            message.setJMSReplyTo(new ActiveMQTempQueue("ID:1:1"));
            message.setLongProperty(Headers.SEQUENCE, from);
            assertThatThrownBy(() -> Signed.CODEC.read(message, Way.TOPIC)).isInstanceOf(MalformedException.class);
        }
    }
}
