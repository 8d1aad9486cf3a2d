package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.TestNode;
import carillon.backplane.LocalTopic;
import carillon.config.ManualTicker;
import carillon.hub.outbox.BlockingTransport;
import carillon.hub.outbox.RecordingTransport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepaliveTest {

    private final ManualTicker ticker = new ManualTicker();
    private final TestNode node = new TestNode(new LocalTopic(), ticker, Map.of("carillon.ping.interval.ms", "1000", "carillon.connect.timeout.ms", "500", "carillon.write.timeout.ms", "300"));

    private void after(long millis) {
        ticker.advanceMs(millis);
        node.tick();
    }

    @Test
    void endsAConnectionThatDoesNotIntroduceItself() {
        TestClient mute = node.open(Dialect.V1, new RecordingTransport());
        TestClient polite = node.v1();
        TestClient raw = node.raw("news");
        after(500);
        raw.connection().signs().heard();
        assertThat(mute.transport().closed()).isEmpty();
        assertThat(mute.transport().pings()).as("its connect may have been overlooked").hasSize(1);
        after(1);
        assertThat(mute.transport().closed()).contains(CloseCode.CONNECT_TIMEOUT);
        assertThat(mute.transport().messages()).singleElement().asString().contains("\"disconnect\",\"code\":4408").contains("\"reconnect\":true");
        assertThat(polite.transport().closed()).isEmpty();
        assertThat(raw.transport().closed()).isEmpty();
    }

    @Test
    void endsAConnectionThatIsSilentForTwoIntervalsAndAHalf() {
        TestClient silent = node.v1();
        TestClient alive = node.raw("news");
        after(1);
        alive.connection().signs().heard();
        after(2_499);
        assertThat(silent.transport().closed()).isEmpty();
        alive.connection().signs().heard();
        after(1);
        assertThat(silent.transport().closed()).contains(CloseCode.SILENT);
        assertThat(silent.lines("disconnect")).as("nobody is there to read it").isEmpty();
        assertThat(alive.transport().closed()).isEmpty();
    }

    @Test
    void pingsEachConnectionOnceAnInterval() {
        TestClient v1 = node.v1();
        TestClient raw = node.raw("news");
        after(1);
        raw.connection().signs().heard();
        after(998);
        assertThat(v1.transport().pings()).isEmpty();
        after(1);
        after(500);
        assertThat(v1.transport().pings()).hasSize(1);
        assertThat(v1.lines("ping")).hasSize(1);
        assertThat(raw.transport().pings()).hasSize(1);
        assertThat(raw.transport().messages()).isEmpty();
        after(500);
        assertThat(v1.transport().pings()).hasSize(2);
    }

    /** It has left right after the handshake, perhaps, and the container has not noticed. */
    @Test
    void asksARawConnectionThatWasNeverHeardMoreOftenAndGivesItUpSooner() {
        TestClient raw = node.raw("news");
        TestClient answers = node.raw("news");
        for (int ms = 0; ms < 500; ms += 50) {
            after(50);
            answers.connection().signs().heard();
        }
        assertThat(raw.transport().pings()).hasSize(5);
        assertThat(answers.transport().pings()).isEmpty();
        assertThat(raw.transport().closed()).isEmpty();
        after(1);
        assertThat(raw.transport().closed()).contains(CloseCode.SILENT);
        assertThat(answers.transport().closed()).isEmpty();
    }

    @Test
    void endsAConnectionThatStallsWithinAFrame() {
        TestClient client = node.v1();
        client.transport().stall(10_000_000_000L);
        node.tick();
        assertThat(client.transport().closed()).isEmpty();
        client.transport().stall(10_000_000_001L);
        node.tick();
        assertThat(client.transport().closed()).contains(CloseCode.STALLED);
    }

    @Test
    void endsAConnectionWhoseWriteIsStuck() {
        BlockingTransport blocking = new BlockingTransport();
        TestClient stuck = node.open(Dialect.RAW, blocking);
        stuck.connection().greeted();
        stuck.connection().send(Frame.of("a"));
        after(300);
        assertThat(blocking.closed()).isEmpty();
        after(1);
        assertThat(blocking.closed()).contains(CloseCode.SLOW_CONSUMER);
        node.tick();
        assertThat(node.hub().slowConsumers()).isEqualTo(1);
    }

    @Test
    void forgetsAConnectionThatTheContainerClosedWithoutAWord() {
        TestClient gone = node.v1("news");
        gone.transport().close(CloseCode.GOING_AWAY);
        assertThat(node.hub().size()).isEqualTo(1);
        node.tick();
        assertThat(node.hub().size()).isZero();
        assertThat(node.hub().channels()).isZero();
    }

    /** Takes everything and proves nothing, as a response does. */
    private static final class MuteTransport extends RecordingTransport {

        @Override
        public boolean answersPings() {
            return false;
        }
    }

    @Test
    void expectsNoSignOfLifeOfWhoCanGiveNone() {
        TestClient stream = node.open(Dialect.V1, new MuteTransport());
        stream.command("connect", "");
        for (int i = 0; i < 10; i++) {
            after(1_000);
        }
        assertThat(stream.transport().closed()).isEmpty();
        assertThat(stream.lines("ping")).hasSize(10);
    }

    @Test
    void pingsWhoCanGiveNoneEveryFewSecondsHoweverLongTheIntervalIs() {
        ManualTicker own = new ManualTicker();
        TestNode calm = new TestNode(new LocalTopic(), own, Map.of());
        TestClient stream = calm.open(Dialect.V1, new MuteTransport());
        stream.command("connect", "");
        TestClient socket = calm.v1();
        own.advanceMs(4_000);
        calm.tick();
        assertThat(stream.lines("ping")).hasSize(1);
        assertThat(socket.lines("ping")).isEmpty();
    }
}
