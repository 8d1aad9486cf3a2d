package carillon.hub;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Overflow;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.outbox.BlockingTransport;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboxBudgetTest {

    private static final Channel CHANNEL = Channel.parse("news").orElseThrow();
    private static final int KILOBYTE = 1_024;

    private final Settings settings = Settings.of(Map.of("carillon.outbox.total.max.bytes", String.valueOf(100 * KILOBYTE)));
    private final Hub hub = new Hub();
    private final OutboxBudget budget = new OutboxBudget(hub, settings);
    private final List<BlockingTransport> transports = new ArrayList<>();

    /** One whose client does not read: the first frame is being written. */
    private Connection stuck() {
        BlockingTransport transport = new BlockingTransport();
        transports.add(transport);
        Connection connection = new Connection("c" + transports.size(), Dialect.V1, transport, settings, new ManualTicker());
        hub.add(connection);
        connection.send(frame(1));
        return connection;
    }

    private static Frame frame(int kilobytes) {
        return Frame.of(new byte[kilobytes * KILOBYTE], CHANNEL, Overflow.CLOSE);
    }

    private List<Boolean> closed() {
        return transports.stream().map(transport -> transport.closed().filter(CloseCode.SLOW_CONSUMER::equals).isPresent()).toList();
    }

    @Test
    void closesThoseForWhichMostWaits() {
        stuck().send(frame(20));
        stuck().send(frame(60));
        stuck().send(frame(30));
        budget.sweep();
        assertThat(closed()).containsExactly(false, true, false);
        assertThat(hub.evictions()).isEqualTo(1);
    }

    @Test
    void freesWhatWaitedForThem() {
        Connection large = stuck();
        large.send(frame(120));
        budget.sweep();
        assertThat(large.heldBytes()).isZero();
        budget.sweep();
        assertThat(hub.evictions()).isEqualTo(1);
    }

    @Test
    void countsOnceWhatManyWaitFor() {
        Frame shared = frame(20);
        for (int i = 0; i < 50; i++) {
            stuck().send(shared);
        }
        budget.sweep();
        assertThat(closed()).doesNotContain(true);
    }

    @Test
    void leavesAllWhereTheyHoldNoMoreThanTheyMay() {
        stuck().send(frame(95));
        budget.sweep();
        assertThat(closed()).containsExactly(false);
    }
}
