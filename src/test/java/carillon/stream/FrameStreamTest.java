package carillon.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameStreamTest {

    private final SlowOutput out = new SlowOutput();
    private final FrameStream stream = new FrameStream(out, new ClientFrames(() -> 0));
    private final List<String> events = new ArrayList<>();

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.write(bytes, bytes.length, failure -> events.add(text + (failure == null ? " taken" : " failed")));
    }

    private void container(String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writesAndFlushesAtOnceWhatTheServerTakes() throws IOException {
        write("a");
        container("b");
        assertThat(out.taken()).isEqualTo("ab");
        assertThat(out.flushes()).isEqualTo(2);
        assertThat(events).containsExactly("a taken");
    }

    @Test
    void keepsTheOrderOfOursAndTheContainersWhileTheClientDoesNotRead() throws IOException {
        out.stall();
        write("a");
        container("b");
        write("c");
        assertThat(out.taken()).isEmpty();
        assertThat(events).isEmpty();
        out.flow();
        assertThat(out.taken()).isEqualTo("abc");
        assertThat(events).containsExactly("a taken", "c taken");
    }

    @Test
    void waitsAgainEachTimeThatTheClientStopsReading() throws IOException {
        for (int i = 1; i <= 3; i++) {
            out.stall();
            write(Integer.toString(i));
            assertThat(events).hasSize(i - 1);
            out.flow();
            assertThat(events).hasSize(i);
        }
        assertThat(out.taken()).isEqualTo("123");
    }

    @Test
    void tellsWhoeverWaitsAndWhoeverComesThatTheClientIsGone() {
        out.stall();
        write("a");
        out.listener().onError(new IOException("reset"));
        write("b");
        assertThat(events).containsExactly("a failed", "b failed");
        assertThatIOException().isThrownBy(() -> container("c"));
    }

    @Test
    void failsWhereTheServerDoes() {
        out.cut();
        write("a");
        assertThat(events).containsExactly("a failed");
        assertThatIOException().isThrownBy(() -> container("b"));
    }

    @Test
    void endsAClientThatPingsAndDoesNotRead() throws IOException {
        out.stall();
        for (int i = 0; i < 512; i++) {
            container("x".repeat(128));
        }
        assertThatIOException().isThrownBy(() -> container("x"));
        write("a");
        assertThat(events).containsExactly("a failed");
    }

    @Test
    void countsTheContainersFramesOnlyWhileTheyWait() throws IOException {
        for (int round = 0; round < 3; round++) {
            out.stall();
            for (int i = 0; i < 500; i++) {
                container("x".repeat(128));
            }
            out.flow();
        }
        assertThat(out.taken()).hasSize(3 * 500 * 128);
    }

    @Test
    void writesNothingOnceTheConnectionHasEnded() {
        out.stall();
        write("a");
        stream.end();
        write("b");
        assertThat(events).containsExactly("a failed", "b failed");
        assertThatIOException().isThrownBy(() -> container("c"));
        assertThat(out.taken()).as("the server may use its output for somebody else now").isEmpty();
    }

    @Test
    void failsWhereTheServerCannotSayWhetherItIsReady() {
        out.lose();
        write("a");
        assertThat(events).containsExactly("a failed");
    }

    @Test
    void givesTheServerNoMoreThanASliceBeforeTheClientReads() throws IOException {
        out.takeOneAtATime();
        write("x".repeat(40_000));
        container("y");
        assertThat(out.taken()).hasSize(FrameStream.SLICE_BYTES);
        assertThat(stream.unwrittenBytes()).isEqualTo(40_001 - FrameStream.SLICE_BYTES);
        out.flow();
        out.flow();
        assertThat(events).hasSize(1);
        assertThat(out.taken()).hasSize(40_000);
        out.flow();
        assertThat(out.taken()).as("nothing comes within a frame").endsWith("xy").hasSize(40_001);
    }
}
