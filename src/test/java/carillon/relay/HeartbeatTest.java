package carillon.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Beat;
import carillon.backplane.LocalBackplane;
import carillon.backplane.LocalTopic;
import carillon.backplane.Pulse;
import carillon.backplane.RecordingListener;
import carillon.backplane.Rejected;
import carillon.backplane.Self;
import carillon.channel.Channel;
import carillon.channel.Payload;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.Fanouts;
import carillon.hub.Hub;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The heartbeat as its sender makes it. */
class HeartbeatTest {

    private final ManualTicker ticker = new ManualTicker();
    private final Settings settings = Settings.of(Map.of());
    private final Self self = new Self(settings);
    private final LocalTopic topic = new LocalTopic();
    private final RecordingListener listener = new RecordingListener();
    private final PublishQueue queue = new PublishQueue(settings, ticker);
    private final Heartbeat heartbeat = new Heartbeat(self, new Pulse(settings, ticker), Fanouts.of(new Hub()), settings, ticker);
    private final LocalBackplane backplane = new LocalBackplane(topic);
    private final Sender sender = new Sender(backplane, queue, heartbeat, self);

    HeartbeatTest() {
        topic.subscribe(listener);
    }

    private void turnAfter(long millis) {
        ticker.advanceMs(millis);
        Turns.turn(sender);
    }

    @Test
    void beatsAtOnceAndThenOnceAnInterval() {
        turnAfter(0);
        turnAfter(999);
        assertThat(listener.told()).containsExactly(new Beat(self.origin(), 0));
        turnAfter(1);
        assertThat(listener.told()).hasSize(2);
    }

    @Test
    void saysHowFarTheNodeIs() {
        turnAfter(0);
        queue.offer(new Pending(new Channel("a"), Payload.text("1"), ticker.nanos()));
        queue.offer(new Pending(new Channel("b"), Payload.text("2"), ticker.nanos()));
        turnAfter(0);
        turnAfter(1_000);
        assertThat(listener.all(Beat.class)).last().isEqualTo(new Beat(self.origin(), 2));
    }

    @Test
    void beatsAsSoonAsTheBrokerIsBack() {
        turnAfter(0);
        topic.stop();
        turnAfter(5_000);
        topic.start();
        turnAfter(1);
        assertThat(listener.all(Beat.class)).hasSize(2);
    }

    @Test
    void isNotHeldUpByWhatIsSetAside() {
        for (int i = 0; i < 256; i++) {
            assertThat(sender.setAside(new Rejected("Why.", "ID:" + i, "plain", null, null))).isTrue();
        }
        assertThat(sender.setAside(new Rejected("Why.", "ID", "plain", null, null))).as("bounded").isFalse();
        turnAfter(0);
        assertThat(listener.all(Beat.class)).hasSize(1);
        assertThat(topic.aside()).hasSize(256);
    }
}
