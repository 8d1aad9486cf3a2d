package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersUnderWayTest {

    private final ManualTicker ticker = new ManualTicker();
    private final AnswersUnderWay answers = new AnswersUnderWay(Settings.of(Map.of("carillon.answer.timeout.ms", "5000", "carillon.answers.max", "2")), ticker);
    private final List<String> reset = new ArrayList<>();

    private final class RecordingSocket implements ClientSocket {

        private final String name;
        private boolean idle;

        private RecordingSocket(String name) {
            this.name = name;
        }

        @Override
        public void reset() {
            reset.add(name);
        }

        @Override
        public boolean canTell() {
            return true;
        }

        @Override
        public boolean isIdle() {
            return idle;
        }
    }

    private AnswersUnderWay.Answer begin(String name) {
        ticker.advanceMs(1);
        return answers.begin(new RecordingSocket(name));
    }

    private void after(long millis) {
        ticker.advanceMs(millis);
        answers.sweep();
    }

    @Test
    void endsOneThatIsNotReadInTime() {
        begin("a");
        after(5_000);
        assertThat(reset).isEmpty();
        after(1);
        assertThat(reset).containsExactly("a");
    }

    @Test
    void leavesOneThatHasEndedOnceNothingOfItWaits() {
        RecordingSocket socket = new RecordingSocket("a");
        answers.end(answers.begin(socket));
        after(4_000);
        socket.idle = true;
        after(10_000);
        assertThat(reset).isEmpty();
        assertThat(answers.size()).isZero();
    }

    @Test
    void endsOneThatTheServerWritesBehindTheApplication() {
        answers.end(begin("a"));
        after(5_001);
        assertThat(reset).containsExactly("a");
        assertThat(answers.size()).isZero();
    }

    @Test
    void measuresEachAnswerOfASocketByItself() {
        RecordingSocket socket = new RecordingSocket("a");
        for (int i = 0; i < 10; i++) {
            answers.end(answers.begin(socket));
            after(4_000);
        }
        assertThat(reset).isEmpty();
    }

    @Test
    void endsTheOldestAfterASecondWhereThereAreTooMany() {
        for (String name : List.of("a", "b", "c", "d")) {
            begin(name);
        }
        after(900);
        assertThat(reset).isEmpty();
        after(200);
        assertThat(reset).as("as many as may be are left").containsExactly("a", "b");
    }

    @Test
    void leavesOneThatTheNodeIsSlowToMake() {
        for (String name : List.of("a", "b", "c", "d")) {
            RecordingSocket socket = new RecordingSocket(name);
            socket.idle = true;
            answers.begin(socket);
        }
        after(60_000);
        assertThat(reset).isEmpty();
    }

    @Test
    void endsOneThatTakesAsLongAsAnyMayWhereNobodyCanTellWhetherItsClientReads() {
        answers.begin(() -> reset.add("a"));
        answers.begin(() -> reset.add("b"));
        answers.begin(() -> reset.add("c"));
        after(5_000);
        assertThat(reset).isEmpty();
        after(1);
        assertThat(reset).containsExactlyInAnyOrder("a", "b", "c");
    }
}
