package carillon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight();

    @Test
    void isDoneWithAPublicationThatAllHave() {
        inFlight.sent(1, 2);
        inFlight.sent(2, 1);
        inFlight.came(1);
        assertThat(inFlight.count()).isEqualTo(2);
        inFlight.came(1);
        assertThat(inFlight.count()).isEqualTo(1);
    }

    @Test
    void doesNotWaitForWhatNobodyGets() {
        inFlight.sent(1, 0);

        assertThat(inFlight.count()).isZero();
    }

    @Test
    void countsOneThatIsOvertakenAsDone() {
        IntStream.rangeClosed(1, InFlight.MOST + 5).forEach(ticket -> inFlight.sent(ticket, 1));
        assertThat(inFlight.count()).isEqualTo(InFlight.MOST);
        inFlight.came(5);
        assertThat(inFlight.count()).isEqualTo(InFlight.MOST);
        inFlight.came(InFlight.MOST + 5);
        assertThat(inFlight.count()).isEqualTo(InFlight.MOST - 1);
    }

    @Test
    void forgetsWhatWillNeverCome() {
        inFlight.sent(1, 2);
        inFlight.forget();
        inFlight.came(1);

        assertThat(inFlight.count()).isZero();
    }
}
