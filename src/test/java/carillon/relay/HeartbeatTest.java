package carillon.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Batch.Item;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.LocalBackplane;
import carillon.backplane.LocalTopic;
import carillon.backplane.Peers;
import carillon.backplane.Pulse;
import carillon.backplane.RecordingListener;
import carillon.backplane.Rejected;
import carillon.backplane.Self;
import carillon.backplane.Uplink;
import carillon.channel.AckLevel;
import carillon.channel.Channel;
import carillon.channel.Payload;
import carillon.config.ManualTicker;
import carillon.config.Release;
import carillon.config.Settings;
import carillon.doctor.Roll;
import carillon.history.History;
import carillon.history.cursor.CursorKeys;
import carillon.hub.Draining;
import carillon.hub.Fanouts;
import carillon.hub.Hub;
import carillon.relay.intake.Intake;
import carillon.relay.intake.Lender;
import carillon.relay.intake.Warmup;
import carillon.sequence.Answers;
import carillon.sequence.Sequencer;
import carillon.sequence.Unechoed;
import carillon.snapshot.Means;
import carillon.traffic.Stopwatch;
import java.time.InstantSource;
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
    private final Sequencer sequencer = new Sequencer(settings, ticker);
    private final Unechoed unechoed = new Unechoed(settings);
    private final History history = new History(settings, ticker);
    private final Intake intake = new Intake(self, new Peers(settings, ticker), sequencer, new Answers(settings, ticker), unechoed, history,
            new CursorKeys(settings), new Deliveries(Fanouts.of(new Hub())), new Warmup(self, sequencer, history, new Means(), settings, ticker),
            new Lender(self, sequencer, history, settings, ticker), settings);
    private final Heartbeat heartbeat = new Heartbeat(self, new Hub(), new Draining(), intake, new Roll(self, settings, new Release("1"), ticker, InstantSource.system()), new Pulse(settings, ticker), Fanouts.of(new Hub()), settings, ticker);
    private final LocalBackplane backplane = new LocalBackplane(topic);
    private final Sender sender = new Sender(backplane, queue, heartbeat, self, unechoed, new Uplink(ticker), new Stopwatch(), ticker);

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
        assertThat(listener.told()).hasSize(1).first().isInstanceOf(Beat.class);
        turnAfter(1);
        turnAfter(999);
        assertThat(listener.told()).as("the second is followed by a bare one").hasSize(3);
        turnAfter(1);
        assertThat(listener.told()).hasSize(4);
    }

    @Test
    void numbersItsProbesWithoutHoles() {
        turnAfter(0);
        turnAfter(1_000);
        turnAfter(1_000);
        assertThat(listener.all(Beat.class)).extracting(beat -> beat.probe().orElseThrow().number()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(listener.all(Beat.class).get(2)).satisfies(bare -> assertThat(bare.news()).isEmpty()).satisfies(bare -> assertThat(bare.key()).isEmpty());
    }

    @Test
    void saysHowFarTheNodeIs() {
        turnAfter(0);
        queue.offer(new Pending(FlowKey.NODE, new Item(new Channel("a"), Payload.text("1")), AckLevel.ACCEPTED, ticker.nanos(), ticker.nanos()));
        queue.offer(new Pending(FlowKey.NODE, new Item(new Channel("b"), Payload.text("2")), AckLevel.ACCEPTED, ticker.nanos(), ticker.nanos()));
        turnAfter(0);
        turnAfter(1_000);
        assertThat(listener.all(Beat.class)).last().satisfies(beat -> assertThat(beat.last()).isEqualTo(2));
    }

    @Test
    void beatsInTimeThoughMalformedMessagesNeverEnd() {
        turnAfter(0);
        topic.whenSetAside(() -> {
            ticker.advanceMs(100);
            if (topic.aside().size() < 1_000) {
                sender.setAside(new Rejected("Reason.", "ID:1", "text", "news", "text"));
            }
        });
        sender.setAside(new Rejected("Reason.", "ID:1", "text", "news", "text"));
        turnAfter(0);
        turnAfter(0);
        assertThat(topic.aside()).hasSizeLessThanOrEqualTo(20);
        assertThat(listener.all(Beat.class)).as("two, and a bare one").hasSize(3);
    }

    @Test
    void letsAPublicationPassBeforeTheNextMalformedMessage() {
        turnAfter(0);
        for (int i = 0; i < 3; i++) {
            sender.setAside(new Rejected("Reason.", "ID:" + i, "text", "news", "text"));
        }
        queue.offer(new Pending(FlowKey.NODE, new Item(new Channel("a"), Payload.text("1")), AckLevel.ACCEPTED, ticker.nanos(), ticker.nanos()));
        turnAfter(0);
        assertThat(topic.aside()).hasSize(1);
        assertThat(listener.all(Batch.class)).hasSize(1);
    }

    @Test
    void beatsAsSoonAsTheBrokerIsBack() {
        turnAfter(0);
        topic.stop();
        turnAfter(5_000);
        topic.start();
        turnAfter(1);
        assertThat(listener.all(Beat.class)).as("two, and a bare one").hasSize(3);
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
