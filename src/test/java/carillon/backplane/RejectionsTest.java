package carillon.backplane;

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

class RejectionsTest {

    private final Logger log = Logger.getLogger(Rejections.class.getName());
    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
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
    private final ManualTicker ticker = new ManualTicker();
    private final Rejections rejections = new Rejections(ticker);

    @BeforeEach
    void listen() {
        log.addHandler(handler);
        log.setUseParentHandlers(false);
    }

    @AfterEach
    void leave() {
        log.removeHandler(handler);
        log.setUseParentHandlers(true);
    }

    private static Rejected rejected(int i) {
        return new Rejected("Reason " + i + ".", "ID:" + i, "text", "news", "secret payload");
    }

    @Test
    void countAllAndRememberTheLatestWithoutTheirText() {
        for (int i = 1; i <= 25; i++) {
            rejections.add(rejected(i));
        }
        assertThat(rejections.count()).isEqualTo(25);
        assertThat(rejections.latest()).hasSize(20).first().isEqualTo(new Rejected("Reason 6.", "ID:6", "text", "news", null));
    }

    @Test
    void logOnceASecondWithoutAnythingOfThePayload() {
        rejections.add(rejected(1));
        rejections.add(rejected(2));
        rejections.add(rejected(3));
        ticker.advanceMs(999);
        rejections.add(rejected(4));
        ticker.advanceMs(1);
        rejections.add(rejected(5));
        assertThat(logged).containsExactly("Set aside 1 malformed message(s) of the topic; the latest, a text message: Reason 1.",
                "Set aside 4 malformed message(s) of the topic; the latest, a text message: Reason 5.");
    }

    @Test
    void keepNoMoreOfATextThanAnOperatorNeeds() {
        Rejected huge = new Rejected("Too large.", "ID:1", "text", "c".repeat(600), "t".repeat(100_000));
        assertThat(huge.text()).hasSize(Rejected.MAX_TEXT);
        assertThat(huge.channel()).hasSize(512);
    }
}
