package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.hub.Hub;
import carillon.hub.outbox.RecordingTransport;
import carillon.protocol.Dialect;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    void makesNoPlaceWhereNobodyWas() {
        Connection never = connection();
        for (int i = 0; i < 5; i++) {
            admission.admit(connection(), "address " + i);
        }
        assertThat(admission.admit(never, "another")).isFalse();
        admission.leave(never);
        assertThat(admission.isFull()).as("who was refused takes no place with it").isTrue();
        Connection last = hub.connections().iterator().next();
        admission.leave(last);
        admission.leave(last);
        assertThat(admission.admit(connection(), "another")).isTrue();
        assertThat(admission.isFull()).as("who leaves twice makes one place").isTrue();
        assertThat(admission.isFull("another")).as("who was refused does not count for its address").isFalse();
    }

    @Test
    void countsNoAddressesWhereNoLimitIsSet() {
        Admission open = new Admission(hub, Settings.of(Map.of()));
        for (int i = 0; i < 100; i++) {
            assertThat(open.admit(connection(), "a")).isTrue();
        }
        assertThat(open.isFull("a")).isFalse();
    }

    /** One place and four who want it, many times: if looking and taking were two steps, two would sometimes get it. */
    @Test
    void takesNoMoreWhenManyComeAtOnce() throws Exception {
        Settings one = Settings.of(Map.of("carillon.connections.max", "1"));
        int threads = 4;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 3_000; round++) {
                Hub narrow = new Hub();
                Admission single = new Admission(narrow, one);
                Callable<Boolean> comer = comer(together, single);
                for (Future<Boolean> done : pool.invokeAll(Collections.nCopies(threads, comer))) {
                    done.get();
                }
                assertThat(narrow.size()).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private Callable<Boolean> comer(CyclicBarrier together, Admission single) {
        return () -> {
            Connection connection = connection();
            together.await();
            return single.admit(connection, "a");
        };
    }
}
