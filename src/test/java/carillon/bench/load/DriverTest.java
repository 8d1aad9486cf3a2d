package carillon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.bench.wire.V1Speech;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DriverTest {

    private static final int SUBSCRIBERS = 3;
    private static final int RATE = 200;

    private int count;

    @Test
    void findsNothingToBlameInAServerThatDeliversWell() throws IOException {
        Outcome outcome = run(publication -> publication);

        assertThat(outcome.verdict()).isEqualTo(new Verdict(0, 0, 0, 0));
        assertThat(outcome.delivered()).isBetween(1L, (long) SUBSCRIBERS * RATE);
        assertThat(outcome.latency().getTotalCount()).isEqualTo(SUBSCRIBERS * RATE);
    }

    @Test
    void seesOneThatIsLost() throws IOException {
        assertThat(run(publication -> isTheTenth() ? List.of() : publication).verdict()).isEqualTo(new Verdict(SUBSCRIBERS, 0, 0, 0));
    }

    @Test
    void seesOneThatIsDoubled() throws IOException {
        assertThat(run(publication -> isTheTenth() ? List.of(publication.get(0), publication.get(0)) : publication).verdict())
                .isEqualTo(new Verdict(0, SUBSCRIBERS, 0, 0));
    }

    @Test
    void seesOneThatIsOutOfOrder() throws IOException {
        List<String> held = new ArrayList<>();

        assertThat(run(publication -> isTheTenth() ? hold(held, publication) : release(held, publication)).verdict())
                .isEqualTo(new Verdict(0, 0, SUBSCRIBERS, 0));
    }

    @Test
    void seesOneOfAnotherChannel() throws IOException {
        assertThat(run(publication -> isTheTenth() ? List.of(publication.get(0).replaceFirst("#M000000", "#M000001")) : publication).verdict())
                .isEqualTo(new Verdict(SUBSCRIBERS, 0, 0, SUBSCRIBERS));
    }

    @Test
    void answersPings() throws IOException {
        try (FaultyServer server = new FaultyServer(publication -> publication); Driver driver = driver(server)) {
            driver.connect();
            driver.run(Phase.open(RATE, 0, 1), () -> { });

            assertThat(server.pongs()).hasSize(SUBSCRIBERS + 1).containsOnly("are you there");
        }
    }

    @Test
    void waitsForAllSubscribersInAClosedLoop() throws IOException {
        try (FaultyServer server = new FaultyServer(publication -> ++count > 5 ? List.of() : publication); Driver driver = driver(server)) {
            driver.connect();

            assertThat(driver.run(Phase.closed(2, 0, 1), () -> { }).verdict().lost()).isEqualTo(2 * SUBSCRIBERS);
        }
    }

    private Outcome run(UnaryOperator<List<String>> fault) throws IOException {
        try (FaultyServer server = new FaultyServer(fault); Driver driver = driver(server)) {
            driver.connect();
            return driver.run(Phase.open(RATE, 0, 1), () -> { });
        }
    }

    private static Driver driver(FaultyServer server) {
        return new Driver(List.of(server.uri()), new V1Speech(), Crowd.ofOneChannel(SUBSCRIBERS, 200), 1, line -> { });
    }

    private boolean isTheTenth() {
        return ++count == 10;
    }

    private static List<String> hold(List<String> held, List<String> publication) {
        held.addAll(publication);
        return List.of();
    }

    private static List<String> release(List<String> held, List<String> publication) {
        List<String> all = new ArrayList<>(publication);
        all.addAll(held);
        held.clear();
        return all;
    }
}
