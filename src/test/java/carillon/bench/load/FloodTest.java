package carillon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import carillon.bench.load.Flood.Result;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FloodTest {

    private static final int CLIENTS = 4;
    private static final int SIZE = 200;

    private final AtomicInteger published = new AtomicInteger();
    private FaultyServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FaultyServer(publication -> {
            published.incrementAndGet();
            return List.of();
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void sendsOneFrameAfterTheOtherAndAnswersPings() {
        try (Flood flood = flood(Rudeness.PUBLICATIONS)) {
            await().until(() -> published.get() > 1_000 && server.pongs().size() == CLIENTS);
            Result result = flood.stop();

            assertThat(result.sent()).isGreaterThan(1_000L * Rudeness.PUBLICATIONS.perFrame(SIZE));
            assertThat(result.closed()).isEmpty();
            assertThat(result.cpuSeconds()).isPositive();
        }
    }

    @Test
    void isBackAtOnceWhenItIsClosed() {
        server.closingAfter(5);
        try (Flood flood = flood(Rudeness.PINGS)) {
            await().until(() -> server.connections() > 10 * CLIENTS);

            assertThat(flood.stop().closed()).containsOnlyKeys(4429).hasEntrySatisfying(4429, times -> assertThat(times).isGreaterThan(8 * CLIENTS));
        }
    }

    @Test
    void isBackAtOnceWhenItIsRefused() {
        server.refusing(50);
        try (Flood flood = flood(Rudeness.PINGS)) {
            await().until(() -> server.connections() == CLIENTS);

            assertThat(flood.stop().refused()).isEqualTo(Map.of(503, 50));
        }
    }

    @Test
    void makesOneHandshakeAfterTheOther() {
        try (Flood flood = flood(Rudeness.CONNECTIONS)) {
            await().until(() -> server.connections() > 100);

            assertThat(flood.stop().sent()).isGreaterThan(100 - CLIENTS);
            assertThat(published).hasValue(0);
        }
    }

    @Test
    void comesBackToAServerThatIsGone() throws IOException {
        server.close();
        try (Flood flood = flood(Rudeness.CONNECTIONS)) {
            Map<Integer, Integer> closed = flood.stop().closed();

            assertThat(closed).containsOnlyKeys(1006);
        }
    }

    @Test
    void tellsThatItCouldNotGoOn() {
        try (Flood flood = Flood.start(Rudeness.PINGS, List.of(URI.create("http://127.0.0.1:99999")), 1, SIZE, 1)) {
            assertThatThrownBy(flood::stop).isInstanceOf(IllegalStateException.class).hasRootCauseInstanceOf(IllegalArgumentException.class);
        }
    }

    private Flood flood(Rudeness rudeness) {
        return Flood.start(rudeness, List.of(server.uri()), CLIENTS, SIZE, 1);
    }
}
