package carillon.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.BackplaneException;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.Journal;
import carillon.backplane.Peers;
import carillon.backplane.Self;
import carillon.channel.Origin;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.sequence.Sequencer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a journal that does not work. */
class KeeperTest {

    private static final Logger LOG = Logger.getLogger(Keeper.class.getName());

    private final Settings settings = Settings.of(Map.of("carillon.journal", "journal"));
    private final ManualTicker ticker = new ManualTicker();
    private final List<String> said = new ArrayList<>();
    private boolean failing = true;

    /** Gives something each time, and does not let go of it. */
    private final class Stubborn implements Journal {

        @Override
        public void open() {
            // it is there
        }

        @Override
        public void put(Envelope envelope) {
            // it is kept
        }

        @Override
        public Optional<Envelope> next(long millis) {
            return Optional.of(new Beat(new Origin("other"), 0));
        }

        @Override
        public void release() throws BackplaneException {
            if (failing) {
                throw new BackplaneException("It does not let go.", null);
            }
        }

        @Override
        public void close() {
            // it is gone
        }
    }

    private final Keeper keeper = new Keeper(new Self(settings), new Peers(settings, ticker), new Stubborn(), new Sequencer(settings, ticker),
            new Sender(null, null, null, null, null, null, null, null), settings, ticker);

    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(line.getMessage());
        }

        @Override
        public void flush() {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        LOG.setLevel(Level.ALL);
        LOG.setUseParentHandlers(false);
        LOG.addHandler(ear);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(ear);
        LOG.setUseParentHandlers(true);
        LOG.setLevel(null);
    }

    private void pass(int seconds) {
        for (int tenths = 0; tenths < 10 * seconds; tenths++) {
            ticker.advanceMs(100);
            keeper.step();
        }
    }

    @Test
    void itIsSaidOnceUntilItWorksAgain() {
        pass(30);
        assertThat(said).hasSize(1);
        failing = false;
        pass(10);
        failing = true;
        pass(30);
        assertThat(said).hasSize(2);
    }
}
