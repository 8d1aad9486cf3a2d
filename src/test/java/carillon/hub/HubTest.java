package carillon.hub;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.outbox.RecordingTransport;
import carillon.hub.outbox.Transport;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HubTest {

    private static final Channel A = new Channel("a");
    private static final Channel B = new Channel("b");
    private static final Channel C = new Channel("c");

    private final Hub hub = new Hub();
    private final RecordingTransport transport = new RecordingTransport();
    private final Connection connection = connection(transport);
    private final List<Set<Channel>> accepted = new ArrayList<>();

    private static Connection connection(Transport transport) {
        return new Connection("c", Dialect.V1, transport, Settings.of(Map.of("carillon.subscriptions.max", "2")), new ManualTicker());
    }

    private void subscribe(Channel... channels) {
        hub.subscribe(connection, List.of(channels), all -> {
            accepted.add(Set.copyOf(all));
            return Frame.of("subscribed");
        });
    }

    @Test
    void knowsWhoFollowsWhat() {
        hub.add(connection);
        subscribe(A);
        assertThat(hub.subscribers(A)).containsExactly(connection);
        assertThat(hub.subscribers(B)).isEmpty();
        assertThat(hub.follows(A)).isTrue();
        assertThat(hub.size()).isEqualTo(1);
        assertThat(transport.messages()).containsExactly("subscribed");
    }

    @Test
    void changesNothingWhenASubscriptionIsRepeated() {
        subscribe(A);
        subscribe(A, A);
        assertThat(accepted).containsExactly(Set.of(A), Set.of(A));
        hub.unsubscribe(connection, A, Frame.of("unsubscribed"));
        hub.unsubscribe(connection, A, Frame.of("unsubscribed"));
        assertThat(hub.channels()).isZero();
        assertThat(transport.messages()).containsExactly("subscribed", "subscribed", "unsubscribed", "unsubscribed");
    }

    @Test
    void takesNoMoreSubscriptionsThanOneConnectionMayHave() {
        subscribe(A, B, C);
        subscribe(C, A);
        assertThat(accepted).containsExactly(Set.of(A, B), Set.of(A));
        assertThat(hub.follows(C)).isFalse();
        hub.unsubscribe(connection, A, Frame.of("unsubscribed"));
        subscribe(C);
        assertThat(accepted.get(2)).containsExactly(C);
    }

    @Test
    void isEmptyWhenTheLastOneIsGone() {
        hub.add(connection);
        subscribe(A, B);
        hub.remove(connection);
        assertThat(hub.size()).isZero();
        assertThat(hub.channels()).isZero();
        assertThat(hub.connections()).isEmpty();
    }

    @Test
    void takesNoSubscriptionOfAConnectionThatIsGone() {
        hub.add(connection);
        hub.remove(connection);
        subscribe(A);
        assertThat(hub.channels()).isZero();
        assertThat(accepted).isEmpty();
    }

    @Test
    void countsEachSlowConsumerOnce() {
        hub.add(connection);
        connection.closeAsSlow();
        hub.remove(connection);
        hub.remove(connection);
        Connection quick = connection(new RecordingTransport());
        hub.add(quick);
        hub.remove(quick);
        assertThat(hub.slowConsumers()).isEqualTo(1);
    }

    @Test
    void givesNoWayToChangeIt() {
        assertThat(hub.connections()).isUnmodifiable();
    }
}
