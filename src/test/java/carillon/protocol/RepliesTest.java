package carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.AckLevel;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Stamp;
import carillon.protocol.Replies.Greeting;
import carillon.protocol.Replies.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RepliesTest {

    private static final Stamp STAMP = new Stamp(new Origin("q8Zt0cWm1XE"), 17);
    private static final Channel NEWS = new Channel("news");

    private static final ClientLimits LIMITS = new ClientLimits(65_536, 60_000, 100, 16_384);

    @Test
    void greetAsTheProtocolShows() {
        Frame reply = Replies.connected(1, new Greeting("node-1", "Zk3vQ0aR", 25.0, false, false, Optional.empty()), LIMITS, List.of(Outcome.subscribed("news", false), Outcome.subscribed("orders.42", false)));
        assertThat(reply.text()).isEqualTo("{\"id\":1,\"type\":\"connected\",\"version\":1,\"node\":\"node-1\",\"connection\":\"Zk3vQ0aR\",\"ping\":25,\"degraded\":false,"
                + "\"limits\":{\"message\":65536,\"payload\":60000,\"subscriptions\":100,\"address\":16384},\"channels\":[{\"channel\":\"news\"},{\"channel\":\"orders.42\"}]}");
    }

    @Test
    void greetAClientThatCameBack() {
        Frame reply = Replies.connected(1, new Greeting("node-1", "c", 0.1, true, true, Optional.empty()), LIMITS, List.of(Outcome.subscribed("news", false),
                Outcome.refused("\"\n", ErrorCode.BAD_REQUEST, "No.")));
        assertThat(reply.text()).isEqualTo("{\"id\":1,\"type\":\"connected\",\"version\":1,\"node\":\"node-1\",\"connection\":\"c\",\"ping\":0.1,\"degraded\":true,"
                + "\"limits\":{\"message\":65536,\"payload\":60000,\"subscriptions\":100,\"address\":16384},\"channels\":[{\"channel\":\"news\",\"recovered\":false},{\"channel\":\"\\\"\\n\",\"error\":{\"code\":\"bad_request\",\"message\":\"No.\"}}]}");
    }

    @Test
    void confirm() {
        assertThat(Replies.subscribed(2, NEWS).text()).isEqualTo("{\"id\":2,\"type\":\"subscribed\",\"channel\":\"news\"}");
        assertThat(Replies.unsubscribed(3, NEWS).text()).isEqualTo("{\"id\":3,\"type\":\"unsubscribed\",\"channel\":\"news\"}");
        assertThat(Replies.published(4, NEWS, STAMP, AckLevel.ACCEPTED, false).text())
                .isEqualTo("{\"id\":4,\"type\":\"published\",\"channel\":\"news\",\"origin\":\"q8Zt0cWm1XE\",\"seq\":17,\"level\":\"accepted\"}");
        assertThat(Replies.published(4, NEWS, STAMP, AckLevel.ECHOED, true).text())
                .isEqualTo("{\"id\":4,\"type\":\"published\",\"channel\":\"news\",\"origin\":\"q8Zt0cWm1XE\",\"seq\":17,\"level\":\"echoed\",\"repeated\":true}");
        assertThat(Replies.pong(9_007_199_254_740_991L).text()).isEqualTo("{\"id\":9007199254740991,\"type\":\"pong\"}");
    }

    @Test
    void sayWhatWentWrong() {
        assertThat(Replies.error(OptionalLong.of(4), ErrorCode.TOO_LARGE, "The \"payload\"").text())
                .isEqualTo("{\"id\":4,\"type\":\"error\",\"code\":\"too_large\",\"message\":\"The \\\"payload\\\"\"}");
        assertThat(Replies.error(OptionalLong.empty(), ErrorCode.BAD_REQUEST, "No.").text()).isEqualTo("{\"type\":\"error\",\"code\":\"bad_request\",\"message\":\"No.\"}");
    }
}
