package carillon.hub;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import carillon.protocol.Pushes;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class FanoutTest {

    private static final Channel NEWS = new Channel("news");

    private final Hub hub = new Hub();
    private final Fanout fanout = Fanouts.of(hub);
    private final RecordingTransport first = new RecordingTransport();
    private final RecordingTransport last = new RecordingTransport();

    private Connection follow(Dialect dialect, Transport transport, Channel channel) {
        Connection connection = new Connection("c", dialect, transport, Settings.of(Map.of()), new ManualTicker());
        hub.add(connection);
        hub.subscribe(connection, List.of(channel), all -> null);
        return connection;
    }

    private static Publication publication(String text) {
        return new Publication(NEWS, new Stamp(new Origin("o"), 1), Payload.text(text));
    }

    @Test
    void speaksToEachInItsOwnDialect() {
        follow(Dialect.V1, first, NEWS);
        follow(Dialect.RAW, last, NEWS);
        assertThat(fanout.deliver(List.of(publication("a")))).isEqualTo(2);
        assertThat(first.messages()).containsExactly("{\"type\":\"publication\",\"channel\":\"news\",\"origin\":\"o\",\"seq\":1,\"data\":\"a\"}");
        assertThat(last.messages()).containsExactly("a");
    }

    @Test
    void tellsNobodyWhoDoesNotFollow() {
        follow(Dialect.RAW, first, new Channel("sport"));
        assertThat(fanout.deliver(List.of(publication("a")))).isZero();
        assertThat(first.messages()).isEmpty();
    }

    @Test
    void deliversToTheOthersWhenOneFails() {
        Logger log = Logger.getLogger(Fanout.class.getName());
        log.setLevel(Level.OFF);
        follow(Dialect.RAW, first, NEWS);
        ThrowingTransport throwing = new ThrowingTransport();
        FailingTransport failing = new FailingTransport();
        BlockingTransport blocking = new BlockingTransport();
        follow(Dialect.RAW, throwing, NEWS);
        follow(Dialect.RAW, failing, NEWS);
        follow(Dialect.RAW, blocking, NEWS);
        follow(Dialect.RAW, last, NEWS);
        fanout.deliver(List.of(publication("a")));
        fanout.deliver(List.of(publication("b")));
        log.setLevel(null);
        assertThat(first.messages()).containsExactly("a", "b");
        assertThat(last.messages()).containsExactly("a", "b");
        assertThat(throwing.closed()).isPresent();
        assertThat(failing.closed()).contains(CloseCode.GOING_AWAY);
        assertThat(blocking.closed()).isEmpty();
    }

    @Test
    void announcesToThoseWhoIntroducedThemselves() {
        follow(Dialect.V1, first, NEWS).greeted();
        follow(Dialect.V1, last, NEWS);
        RecordingTransport raw = new RecordingTransport();
        follow(Dialect.RAW, raw, NEWS).greeted();
        Frame frame = Pushes.degraded(true);
        fanout.announce(frame);
        assertThat(first.messages()).containsExactly(frame.text());
        assertThat(last.messages()).isEmpty();
        assertThat(raw.messages()).isEmpty();
    }
}
