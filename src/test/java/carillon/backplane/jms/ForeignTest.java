package carillon.backplane.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.protocol.JsonLines;
import jakarta.jms.Message;
import java.util.List;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.junit.jupiter.api.Test;

class ForeignTest {

    private static final int MAX = 1_000;
    private static final long NOW = 1_800_000_000_000L;

    private static Payload payload(Message message) throws Exception {
        return Foreign.read(message, MAX, NOW).payload();
    }

    private static void refuses(Message message, String reason) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Foreign.read(message, MAX, NOW)).withMessageContaining(reason);
    }

    private static void refusesChannel(String name, String reason) throws Exception {
        ActiveMQMessage message = Messages.text("a");
        message.setReadOnlyProperties(false);
        message.removeProperty("channel");
        if (name != null) {
            message.setStringProperty("channel", name);
        }
        refuses(message, reason);
    }

    @Test
    void readsText() throws Exception {
        assertThat(Foreign.read(Messages.text("a line\n\ud83d\ude00"), MAX, NOW))
                .isEqualTo(new Publication(new Channel("news"), new ForeignId("ID:legacy-1"), Payload.text("a line\n\ud83d\ude00")));
        assertThat(payload(Messages.text(""))).isEqualTo(Payload.text(""));
        assertThat(payload(Messages.text("{ \"a\": 1.0 }"))).isEqualTo(Payload.json("{ \"a\": 1.0 }"));
    }

    @Test
    void readsBytesAsUtf8() throws Exception {
        assertThat(payload(Messages.utf8("é\ud83d\ude00\u0000"))).isEqualTo(Payload.text("é\ud83d\ude00\u0000"));
        assertThat(payload(Messages.utf8("[1]"))).isEqualTo(Payload.json("[1]"));
        assertThat(payload(Messages.bytes())).isEqualTo(Payload.text(""));
        refuses(Messages.bytes((byte) 0xff), "not UTF-8");
        refuses(Messages.bytes((byte) 0xed, (byte) 0xa0, (byte) 0x80), "not UTF-8");
    }

    @Test
    void readsAMapAsJson() throws Exception {
        Payload payload = payload(Messages.map(map -> {
            map.setBoolean("boolean", true);
            map.setByte("byte", (byte) -1);
            map.setShort("short", (short) 2);
            map.setChar("char", '"');
            map.setInt("int", 3);
            map.setLong("long", Long.MAX_VALUE);
            map.setFloat("float", 1.1f);
            map.setDouble("double", 1e300);
            map.setString("string", "a\n\ud83d\ude00");
            map.setBytes("bytes", new byte[] {1, 2, -1});
            map.setObject("null", null);
        }));
        assertThat(payload.json()).isTrue();
        assertThat(JsonLines.object(payload.text())).isEqualTo(JsonLines.object("{\"boolean\":true,\"byte\":-1,\"short\":2,\"char\":\"\\\"\",\"int\":3,"
                + "\"long\":9223372036854775807,\"float\":1.1,\"double\":1.0E+300,\"string\":\"a\\n\ud83d\ude00\",\"bytes\":\"AQL/\",\"null\":null}"));
        assertThat(payload(Messages.map(map -> { }))).isEqualTo(Payload.json("{}"));
    }

    @Test
    void refusesAMapThatJsonCannotSay() throws Exception {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            refuses(Messages.map(map -> map.setDouble("a", value)), "not finite");
            refuses(Messages.map(map -> map.setFloat("a", (float) value)), "not finite");
        }
        refuses(Messages.map(map -> map.setObject("a", List.of("a"))), "no place in JSON");
        refuses(Messages.map(map -> map.setString("a", "\ud800")), "lone surrogate");
        refuses(Messages.map(map -> map.setString("\ud800", "a")), "lone surrogate");
        refuses(Messages.map(map -> map.setChar("a", '\udc00')), "lone surrogate");
    }

    @Test
    void refusesTheOtherKinds() throws Exception {
        refuses(Messages.stream(), "not stream messages");
        refuses(Messages.plain(), "not plain messages");
        refuses(Messages.object("a"), "not object messages");
        refuses(Messages.text(null), "has no text");
    }

    @Test
    void refusesAMissingOrBadChannel() throws Exception {
        refusesChannel(null, "'channel' is missing");
        refusesChannel("", Channel.RULE);
        refusesChannel("a..b", Channel.RULE);
        refusesChannel("news ", Channel.RULE);
        refusesChannel("n\u0435ws", Channel.RULE);
        refusesChannel("x".repeat(256), Channel.RULE);
        refusesChannel("x".repeat(1_000_000), Channel.RULE);
    }

    @Test
    void refusesWhatIsTooLargeInBytes() throws Exception {
        assertThat(payload(Messages.text("é".repeat(500))).bytes()).isEqualTo(1_000);
        refuses(Messages.text("é".repeat(500) + "a"), "1001 bytes; 1000 are allowed");
        refuses(Messages.utf8("a".repeat(1_001)), "1001 bytes; 1000 are allowed");
        refuses(Messages.map(map -> map.setBytes("a", new byte[1_000])), "1000 are allowed");
    }

    @Test
    void refusesALoneSurrogate() throws Exception {
        refuses(Messages.text("a\ud83d"), "lone surrogate");
        refuses(Messages.text("\ude00\ud83d"), "lone surrogate");
    }

    @Test
    void livesUntilItsExpirationAndForGoodWithoutOne() throws Exception {
        ActiveMQTextMessage message = Messages.text("a");
        assertThat(Foreign.read(message, MAX, NOW).livesMs()).isEqualTo(Publication.FOR_GOOD);
        message.setJMSExpiration(NOW + 5_000);
        assertThat(Foreign.read(message, MAX, NOW).livesMs()).isEqualTo(5_000);
        message.setJMSExpiration(NOW - 5_000);
        assertThat(Foreign.read(message, MAX, NOW).livesMs()).as("the broker has sent it all the same, perhaps by another clock").isEqualTo(1);
        message.setJMSExpiration(Long.MAX_VALUE);
        assertThat(Foreign.read(message, MAX, NOW).livesMs()).isEqualTo(Long.MAX_VALUE - NOW);
    }

    @Test
    void refusesAMessageWithoutAnIdentity() throws Exception {
        ActiveMQTextMessage message = Messages.text("a");
        message.setMessageId(null);
        refuses(message, "no JMSMessageID");
    }
}
