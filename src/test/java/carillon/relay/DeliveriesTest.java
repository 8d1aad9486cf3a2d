package carillon.relay;

import static carillon.history.Publications.A;
import static carillon.history.Publications.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Publication;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.history.Publications;
import carillon.hub.Connection;
import carillon.hub.Fanouts;
import carillon.hub.Hub;
import carillon.hub.outbox.NoBacklog;
import carillon.hub.outbox.RecordingTransport;
import carillon.protocol.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private final Settings settings = Settings.of(Map.of());
    private final Hub hub = new Hub();
    private final Deliveries deliveries = new Deliveries(Fanouts.of(hub, settings));
    private final List<String> asked = new ArrayList<>();

    /** Takes nothing, and remembers what it is asked. */
    private final class Asked extends NoBacklog {

        @Override
        public boolean admits(long number, Publication publication) {
            asked.add(number + " " + publication.payload().text());
            return false;
        }
    }

    @Test
    void eachIsDeliveredUnderItsOwnNumberAlsoWhereOneIsLeftOut() {
        Connection connection = new Connection("c", Dialect.V1, new RecordingTransport(), settings, new ManualTicker());
        hub.add(connection);
        hub.subscribe(connection, List.of(NEWS), accepted -> {
            connection.greeted();
            connection.tellFirst(new Asked());
            return null;
        });
        for (long number : List.of(4, 5, 7, 8)) {
            deliveries.deliver(number, Publications.of(NEWS, A, number));
        }
        deliveries.flush();
        assertThat(asked).containsExactly("4 a-4", "5 a-5", "7 a-7", "8 a-8");
    }
}
