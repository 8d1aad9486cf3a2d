package carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Identity;
import carillon.channel.Origin;
import carillon.channel.Overflow;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import org.junit.jupiter.api.Test;

class DialectTest {

    private static final Identity STAMP = new Stamp(new Origin("q8Zt0cWm1XE"), 17);

    private static String v1(Identity identity, Payload payload) {
        return Dialect.V1.encode(new Publication(new Channel("news"), identity, payload), Overflow.CLOSE).text();
    }

    private static String raw(Payload payload) {
        return Dialect.RAW.encode(new Publication(new Channel("news"), STAMP, payload), Overflow.CLOSE).text();
    }

    @Test
    void v1NamesOriginAndSequence() {
        assertThat(v1(STAMP, Payload.json("{\"headline\":\"Ring one bell\"}")))
                .isEqualTo("{\"type\":\"publication\",\"channel\":\"news\",\"origin\":\"q8Zt0cWm1XE\",\"seq\":17,\"data\":{\"headline\":\"Ring one bell\"}}");
    }

    @Test
    void v1NamesTheMessageOfAForeignPublication() {
        assertThat(v1(new ForeignId("ID:legacy-\"4711\"\n"), Payload.text("a line of plain text")))
                .isEqualTo("{\"type\":\"publication\",\"channel\":\"news\",\"messageId\":\"ID:legacy-\\\"4711\\\"\\n\",\"data\":\"a line of plain text\"}");
    }

    @Test
    void v1KeepsAnObjectOnOneLine() {
        assertThat(v1(STAMP, Payload.json("{\n\"a\":\r\n1.0}"))).contains("\"data\":{ \"a\":  1.0}}").doesNotContain("\n", "\r");
        assertThat(v1(STAMP, Payload.text("a\r\n\"b\"\\\u0000\u001f\u007f\t\ud83d\ude00"))).doesNotContain("\n", "\r");
    }

    @Test
    void v1WritesTextAsAStringThatStandsForIt() {
        String text = "a\r\n\"b\"\\\u0000\u001f\u007f\t\u2028/</script>\ud83d\ude00";
        assertThat(JsonLines.object(v1(STAMP, Payload.text(text))).getString("data")).isEqualTo(text);
    }

    @Test
    void rawIsThePayloadAndNothingElse() {
        assertThat(raw(Payload.text("a\nb"))).isEqualTo("a\nb");
        assertThat(raw(Payload.text(""))).isEmpty();
        assertThat(raw(Payload.json("{ \"a\":\n1.0 }"))).isEqualTo("{ \"a\":\n1.0 }");
    }

    @Test
    void framesKnowTheirBytes() {
        assertThat(Dialect.RAW.encode(new Publication(new Channel("news"), STAMP, Payload.text("é\ud83d\ude00")), Overflow.CLOSE).bytes()).isEqualTo(6);
    }
}
