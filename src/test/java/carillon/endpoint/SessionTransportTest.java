package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import carillon.protocol.CloseCode;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTransportTest {

    private final List<String> events = new ArrayList<>();
    private final ManualTicker ticker = new ManualTicker();
    private final ClosingSockets closings = new ClosingSockets(ticker);
    private final Session session = (Session) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> events.add(method.getName()));
    private final SessionTransport transport = new SessionTransport(session, Runnable::run, Runnable::run, new Leaving(() -> events.add("reset"), closings));

    private void after(long millis) {
        ticker.advanceMs(millis);
        closings.sweep();
    }

    @Test
    void givesAClientTimeToReadWhyItIsClosed() {
        transport.close(CloseCode.RESTART);
        after(5_000);
        assertThat(events).containsExactly("close");
        after(1);
        assertThat(events).containsExactly("close", "reset");
    }

    @Test
    void givesAClientThatDoesNotReadASecond() {
        transport.abort(CloseCode.SLOW_CONSUMER, true);
        after(1_001);
        assertThat(events).containsExactly("close", "reset");
    }

    @Test
    void resetsAtOnceWhereTheMemoryIsNeeded() {
        transport.abort(CloseCode.SLOW_CONSUMER, false);
        assertThat(events).containsExactly("reset");
    }
}
