package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.hub.Hub;
import carillon.hub.RecordingTransport;
import carillon.protocol.Dialect;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Hub hub = new Hub();
    private final Settings settings = Settings.of(Map.of("carillon.connections.max", "5", "carillon.address.connections.max", "2"));
    private final Admission admission = new Admission(hub, settings);

    private Connection connection() {
        return new Connection("c", Dialect.RAW, new RecordingTransport(), settings, new ManualTicker());
    }

    @Test
    void takesAsManyAsTheNodeMayHave() {
        for (int i = 0; i < 5; i++) {
            assertThat(admission.isFull()).isFalse();
            assertThat(admission.admit(connection(), "address " + i)).isTrue();
        }
        assertThat(admission.isFull()).isTrue();
        assertThat(admission.admit(connection(), "another")).isFalse();
        assertThat(hub.size()).isEqualTo(5);
    }

    @Test
    void takesAsManyAsAnAddressMayHave() {
        Connection first = connection();
        assertThat(admission.admit(first, "a")).isTrue();
        assertThat(admission.isFull("a")).isFalse();
        assertThat(admission.admit(connection(), "a")).isTrue();
        assertThat(admission.isFull("a")).isTrue();
        assertThat(admission.admit(connection(), "a")).isFalse();
        assertThat(admission.admit(connection(), "b")).isTrue();
        admission.leave(first);
        admission.leave(first);
        assertThat(admission.isFull("a")).isFalse();
        assertThat(admission.admit(connection(), "a")).isTrue();
        assertThat(admission.admit(connection(), "a")).as("who leaves twice makes one place").isFalse();
    }

    @Test
    void countsNoAddressesWhereNoLimitIsSet() {
        Admission open = new Admission(hub, Settings.of(Map.of()));
        for (int i = 0; i < 100; i++) {
            assertThat(open.admit(connection(), "a")).isTrue();
        }
        assertThat(open.isFull("a")).isFalse();
    }

    @Test
    void takesNoMoreWhenManyComeAtOnce() throws Exception {
        Settings hundred = Settings.of(Map.of("carillon.connections.max", "100"));
        Admission narrow = new Admission(hub, hundred);
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        Callable<Long> storm = () -> {
            together.await();
            return IntStream.range(0, 200).filter(i -> narrow.admit(connection(), "a")).count();
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long admitted = 0;
            for (Future<Long> done : pool.invokeAll(Collections.nCopies(threads, storm))) {
                admitted += done.get();
            }
            assertThat(admitted).isEqualTo(100);
            assertThat(hub.size()).isEqualTo(100);
        } finally {
            pool.shutdownNow();
        }
    }
}
