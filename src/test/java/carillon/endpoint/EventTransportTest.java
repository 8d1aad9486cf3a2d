package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.protocol.CloseCode;
import carillon.protocol.Frame;
import carillon.stream.FrameStream;
import carillon.stream.LastBurst;
import carillon.stream.SlowOutput;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventTransportTest {

    private final SlowOutput out = new SlowOutput();
    private final List<String> events = new ArrayList<>();
    private final List<Runnable> closing = new ArrayList<>();
    private boolean refusing;
    private final ManualTicker ticker = new ManualTicker();
    private final ClosingSockets closings = new ClosingSockets(ticker);
    private final AsyncContext context = (AsyncContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> {
        events.add(method.getName());
        if (refusing) {
            throw new IllegalStateException("not now");
        }
        return null;
    });
    private final EventTransport transport = new EventTransport(context, out,
            new EventTransport.Means(Runnable::run, Runnable::run, new Leaving(() -> events.add("reset"), closings), new LastBurst()));

    @BeforeEach
    void begin() {
        transport.begin();
    }

    private void write(String text) {
        transport.write(List.of(Frame.of(text)), failure -> events.add(text + (failure == null ? " taken" : " failed")));
    }

    @Test
    void writesAndFlushesWhatTheServerTakes() {
        write("a");
        write("b");
        assertThat(out.taken()).isEqualTo("data: a\n\ndata: b\n\n");
        assertThat(out.flushes()).isEqualTo(2);
        assertThat(events).containsExactly("a taken", "b taken");
        assertThat(transport.answersPings()).isFalse();
    }

    @Test
    void isDoneWhenTheServerTakesMore() throws IOException {
        out.stall();
        write("a");
        assertThat(out.taken()).isEmpty();
        assertThat(events).isEmpty();
        out.flow();
        assertThat(out.taken()).isEqualTo("data: a\n\n");
        assertThat(events).containsExactly("a taken");
    }

    @Test
    void failsTheWriteWhoseClientIsGone() {
        out.cut();
        write("a");
        assertThat(events).containsExactly("a failed");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void failsTheWriteWhoseConnectionTheServerHasLetGo() {
        out.lose();
        write("a");
        assertThat(events).containsExactly("a failed");
    }

    @Test
    void failsTheWriteThatWaitsAndCompletesTheResponseWhenTheServerSaysThatTheClientIsGone() throws IOException {
        out.stall();
        write("a");
        transport.onError(new IOException("gone"));
        assertThat(events).containsExactly("a failed", "complete");
        out.flow();
        assertThat(out.taken()).isEmpty();
    }

    @Test
    void writesNothingOnceItIsClosed() throws IOException {
        out.stall();
        write("a");
        transport.close(CloseCode.SLOW_CONSUMER);
        assertThat(events).containsExactly("a failed", "complete");
        assertThat(transport.isOpen()).isFalse();
        out.flow();
        write("b");
        assertThat(out.taken()).as("the output may serve another by now").isEmpty();
        assertThat(events).endsWith("b failed");
    }

    @Test
    void completesTheResponseOnce() {
        transport.close(CloseCode.SLOW_CONSUMER);
        transport.onError(new IOException("gone"));
        transport.close(CloseCode.GOING_AWAY);
        assertThat(events).as("what is completed again may be another's").containsExactly("complete");
    }

    @Test
    void doesNotCompleteWhatIsComplete() {
        write("a");
        transport.completed();
        transport.close(CloseCode.GOING_AWAY);
        write("b");
        assertThat(events).containsExactly("a taken", "b failed");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void triesAgainWhenTheServerRefuses() {
        refusing = true;
        transport.close(CloseCode.SLOW_CONSUMER);
        refusing = false;
        transport.close(CloseCode.SLOW_CONSUMER);
        transport.close(CloseCode.SLOW_CONSUMER);
        assertThat(events).containsExactly("complete", "complete");
    }

    @Test
    void doesNotCompleteWhatTheServerHasCompletedMeanwhile() {
        EventTransport late = new EventTransport(context, out,
                new EventTransport.Means(Runnable::run, closing::add, new Leaving(() -> events.add("reset"), closings), new LastBurst()));
        late.close(CloseCode.SLOW_CONSUMER);
        late.completed();
        closing.forEach(Runnable::run);
        assertThat(closing).hasSize(1);
        assertThat(events).isEmpty();
    }

    @Test
    void givesTheServerNoMoreThanASliceBeforeTheClientReads() throws IOException {
        out.takeOneAtATime();
        write("x".repeat(40_000));
        assertThat(out.taken()).hasSize(FrameStream.SLICE_BYTES);
        assertThat(transport.unwrittenBytes()).isEqualTo(40_008 - FrameStream.SLICE_BYTES);
        out.flow();
        out.flow();
        assertThat(out.taken()).hasSize(40_008);
        out.flow();
        assertThat(events).hasSize(1);
        assertThat(transport.unwrittenBytes()).isZero();
    }

    @Test
    void resetsTheSocketOfAClientThatDoesNotReadAtOnce() {
        out.stall();
        write("a");
        transport.abort(CloseCode.SLOW_CONSUMER, true);
        assertThat(events).containsExactly("a failed", "complete", "reset");
    }

    @Test
    void resetsTheSocketOfAClientThatDoesNotReadWhatWasLeft() {
        transport.close(CloseCode.GOING_AWAY);
        ticker.advanceMs(5_000);
        closings.sweep();
        assertThat(events).containsExactly("complete");
        ticker.advanceMs(1);
        closings.sweep();
        closings.sweep();
        assertThat(events).containsExactly("complete", "reset");
        assertThat(closings.size()).isZero();
    }
}
