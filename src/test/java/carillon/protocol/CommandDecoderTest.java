package carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import carillon.channel.AckLevel;
import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandDecoderTest {

    private static final Channel NEWS = new Channel("news");

    @Test
    void readsConnect() throws Exception {
        assertThat(CommandDecoder.decode("{\"id\":1,\"type\":\"connect\"}")).isEqualTo(new Command.Connect(1, List.of(), Optional.empty(), Map.of()));
        assertThat(CommandDecoder.decode("{\"id\":1,\"type\":\"connect\",\"channels\":[\"news\",\"..\",\"\"],\"cursor\":\"c\",\"token\":\"t\"}"))
                .isEqualTo(new Command.Connect(1, List.of("news", "..", ""), Optional.of("c"), Map.of()));
    }

    @Test
    void readsKeyAndLevelOfAPublish() throws Exception {
        assertThat(CommandDecoder.decode("{\"id\":4,\"type\":\"publish\",\"channel\":\"news\",\"data\":1,\"key\":\"a\\\"~!\",\"level\":\"echoed\"}"))
                .isEqualTo(new Command.Publish(4, NEWS, Payload.json("1"), Optional.of(new Key("a\"~!")), Optional.of(AckLevel.ECHOED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"key\":\"\"", "\"key\":\"a b\"", "\"key\":\"\\u00e9\"", "\"key\":\"\\u0000\"", "\"key\":1", "\"level\":\"ACCEPTED\"", "\"level\":\"\"", "\"level\":true",
        "\"key\":\"12345678901234567890123456789012345678901234567890123456789012345\""})
    void refusesKeysAndLevelsThatAreNone(String member) {
        assertThatThrownBy(() -> CommandDecoder.decode("{\"id\":4,\"type\":\"publish\",\"channel\":\"news\",\"data\":1," + member + "}")).isInstanceOf(BadCommandException.class);
    }

    @Test
    void readsTheOthers() throws Exception {
        assertThat(CommandDecoder.decode("{\"id\":2,\"type\":\"subscribe\",\"channel\":\"news\"}")).isEqualTo(new Command.Subscribe(2, NEWS));
        assertThat(CommandDecoder.decode("{\"id\":3,\"type\":\"unsubscribe\",\"channel\":\"news\"}")).isEqualTo(new Command.Unsubscribe(3, NEWS));
        assertThat(CommandDecoder.decode("{\"id\":4,\"type\":\"publish\",\"channel\":\"news\",\"data\":{}}")).isEqualTo(new Command.Publish(4, NEWS, Payload.json("{}"), Optional.empty(), Optional.empty()));
        assertThat(CommandDecoder.decode("{\"id\":5,\"type\":\"ping\"}")).isEqualTo(new Command.Ping(5));
        assertThat(CommandDecoder.decode("{\"id\":6,\"type\":\"presence\"}")).isEqualTo(new Command.Reserved(6, "presence"));
        assertThat(CommandDecoder.decode("{\"id\":7,\"type\":\"history\",\"channel\":\"news\"}")).isEqualTo(new Command.History(7, new Channel("news"), 10, Optional.empty()));
        assertThat(CommandDecoder.decode("{\"id\":7,\"type\":\"history\",\"channel\":\"news\",\"last\":1000,\"cursor\":\"c\"}"))
                .isEqualTo(new Command.History(7, new Channel("news"), 1_000, Optional.of("c")));
        assertThat(CommandDecoder.decode("{\"id\":8,\"type\":\"connect\",\"seen\":{\"a\":1,\"b\":9223372036854775807}}"))
                .isEqualTo(new Command.Connect(8, List.of(), Optional.empty(), Map.of("a", 1L, "b", Long.MAX_VALUE)));
    }

    @Test
    void readsMembersInAnyOrderAndBesideUnknownOnes() throws Exception {
        assertThat(CommandDecoder.decode(" {\"x\":{\"id\":9,\"type\":\"ping\"},\"channel\":\"n\\u0065ws\",\t\"type\" : \"subscribe\" ,\"\":null, \"id\" : 2 }\r"))
                .isEqualTo(new Command.Subscribe(2, NEWS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'id':1}|1|'type' is missing.",
        "{'id':1,'type':null}|1|'type' must be a string.",
        "{'id':1,'type':7}|1|'type' must be a string.",
        "{'id':1,'type':['ping']}|1|'type' must be a string.",
        "{'id':1,'type':'Ping'}|1|There is no command of this type.",
        "{'id':1,'type':''}|1|There is no command of this type.",
        "{'id':1,'type':'connected'}|1|There is no command of this type.",
        "{'id':1,'type':'subscribe'}|1|'channel' is missing.",
        "{'id':1,'type':'unsubscribe','channel':null}|1|'channel' must be a string.",
        "{'id':1,'type':'publish','data':1}|1|'channel' is missing.",
        "{'id':1,'type':'publish','channel':'a'}|1|'data' is missing.",
        "{'id':1,'type':'connect','channels':'a'}|1|'channels' must be an array of strings.",
        "{'id':1,'type':'connect','channels':{}}|1|'channels' must be an array of strings.",
        "{'id':1,'type':'connect','channels':['a',1]}|1|'channels' must be an array of strings.",
        "{'id':1,'type':'connect','channels':[['a']]}|1|'channels' must be an array of strings.",
        "{'id':1,'type':'connect','channels':null}|1|'channels' must be an array of strings.",
        "{'id':1,'type':'connect','cursor':1}|1|'cursor' must be a string.",
        "{'id':1,'type':'connect','seen':[1]}|1|'seen' must be an object of whole numbers above 0.",
        "{'id':1,'type':'connect','seen':{'a':0}}|1|'seen' must be an object of whole numbers above 0.",
        "{'id':1,'type':'connect','seen':{'a':1.5}}|1|'seen' must be an object of whole numbers above 0.",
        "{'id':1,'type':'connect','seen':{'a':'1'}}|1|'seen' must be an object of whole numbers above 0.",
        "{'id':1,'type':'connect','seen':{'a':99999999999999999999999}}|1|'seen' must be an object of whole numbers above 0.",
        "{'id':1,'type':'history','channel':'a','last':0}|1|'last' must be a whole number from 1 to 1000.",
        "{'id':1,'type':'history','channel':'a','last':1001}|1|'last' must be a whole number from 1 to 1000.",
        "{'id':1,'type':'history','channel':'a','last':'1'}|1|'last' must be a whole number from 1 to 1000.",
        "{'id':1,'type':'history'}|1|'channel' is missing.",
        "{'id':1,'type':'connect','token':{}}|1|'token' must be a string.",
        "{'type':'ping'}||'id' must be a whole number from 1 to 2^53-1."})
    void saysWhatIsWrong(String line, Long id, String message) {
        assertThatExceptionOfType(BadCommandException.class).isThrownBy(() -> CommandDecoder.decode(line.replace('\'', '"'))).satisfies(bad -> {
            assertThat(bad).hasMessage(message);
            assertThat(bad.id().isPresent() ? (Long) bad.id().getAsLong() : null).isEqualTo(id);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "a b", "news/", "*", "ä"})
    void refusesWhatIsNoChannel(String name) {
        assertThatExceptionOfType(BadCommandException.class)
                .isThrownBy(() -> CommandDecoder.decode("{\"id\":1,\"type\":\"subscribe\",\"channel\":\"" + name + "\"}")).withMessage(Channel.RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.0", "1e3", "1E0", "9007199254740992", "99999999999999999999", "\"1\"", "true", "null", "[1]", "{}", "-0"})
    void takesNoIdThatIsNotAWholeNumberInBounds(String id) {
        assertThatExceptionOfType(BadCommandException.class).isThrownBy(() -> CommandDecoder.decode("{\"id\":" + id + ",\"type\":\"ping\"}"))
                .withMessage("'id' must be a whole number from 1 to 2^53-1.").satisfies(bad -> assertThat(bad.id()).isEmpty());
    }

    @Test
    void takesIdsUpToTheBound() throws Exception {
        assertThat(CommandDecoder.decode("{\"id\":9007199254740991,\"type\":\"ping\"}").id()).isEqualTo(9_007_199_254_740_991L);
    }

    @Test
    void readsTheConnectOfAStreamWithoutIdAndType() throws Exception {
        assertThat(CommandDecoder.decodeConnect("{\"channels\":[\"news\"],\"cursor\":\"c\",\"seen\":{\"a\":1}}"))
                .isEqualTo(new Command.Connect(1, List.of("news"), Optional.of("c"), Map.of("a", 1L)));
        assertThat(CommandDecoder.decodeConnect("{\"id\":5,\"type\":\"connect\"}")).isEqualTo(new Command.Connect(5, List.of(), Optional.empty(), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"token\":\"t\"}", "{\"token\":null}", "{\"type\":\"publish\"}", "{\"type\":1}", "{\"id\":0}", "{\"id\":\"1\"}", "{\"channels\":1}"})
    void refusesWhatIsNoConnectOfAStream(String text) {
        assertThatThrownBy(() -> CommandDecoder.decodeConnect(text)).isInstanceOf(BadCommandException.class);
    }

    @Test
    void readsAPublishThatComesByItself() throws Exception {
        assertThat(CommandDecoder.decodePublish("{\"channel\":\"news\",\n\"data\":1,\"key\":\"k\"}"))
                .isEqualTo(new Command.Publish(1, NEWS, Payload.json("1"), Optional.of(new Key("k")), Optional.empty()));
        assertThat(CommandDecoder.decodePublish("{\"id\":9,\"type\":\"publish\",\"channel\":\"news\",\"data\":1}").id()).isEqualTo(9);
        assertThatThrownBy(() -> CommandDecoder.decodePublish("{\"type\":\"connect\",\"channel\":\"news\",\"data\":1}")).isInstanceOf(BadCommandException.class);
    }
}
