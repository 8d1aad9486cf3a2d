package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

    private final ManualTicker ticker = new ManualTicker();
    private final RefusalLog log = new RefusalLog(ticker);
    private final Logger logger = Logger.getLogger(RefusalLog.class.getName());
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getMessage());
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void writesEachKindAtOnceAndThenOnceAMinute() {
        for (int n = 0; n < 1_000; n++) {
            log.refused(RefusalLog.Kind.HOST, () -> "Host.");
        }
        log.refused(RefusalLog.Kind.ORIGIN, () -> "Origin.");
        assertThat(lines).containsExactly("Host.", "Origin.");
        ticker.advanceMs(60_001);
        log.refused(RefusalLog.Kind.HOST, () -> "Host.");
        log.refused(RefusalLog.Kind.ORIGIN, () -> "Origin.");
        assertThat(lines).containsExactly("Host.", "Origin.", "Host. (999 more since the last such line.)", "Origin.");
    }

    @Test
    void quotesWhatAClientSent() {
        assertThat(RefusalLog.quoted("evil.example\r\nforged: line\u001b[31m\u0430")).isEqualTo("'evil.example??forged: line?[31m?'");
        assertThat(RefusalLog.quoted("x".repeat(10_000))).hasSizeLessThan(250);
        assertThat(RefusalLog.quoted(null)).isEqualTo("none");
    }
}
