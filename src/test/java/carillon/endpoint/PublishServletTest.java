package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.TestNode;
import carillon.backplane.LocalTopic;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.traffic.Inflow;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of publications by HTTP is under way. */
class PublishServletTest {

    private static final int MAX = 2;
    private static final Map<String, String> SETTINGS = Map.of("carillon.publish.inflight.max", String.valueOf(MAX));

    private final ManualTicker ticker = new ManualTicker();
    private final TestNode node = new TestNode(new LocalTopic(), ticker, SETTINGS);
    private final PublishServlet servlet = new PublishServlet();
    private final List<Integer> statuses = new ArrayList<>();

    @BeforeEach
    void inject() throws ReflectiveOperationException {
        Settings settings = Settings.of(SETTINGS);
        List<Object> beans = List.of(settings, node.publisher(), new Inflow(), new Paces(new MemoryShares(settings, ticker), settings, ticker));
        for (Class<?> type = PublishServlet.class; type != jakarta.servlet.http.HttpServlet.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Inject.class)) {
                    field.setAccessible(true);
                    field.set(servlet, beans.stream().filter(field.getType()::isInstance).findFirst().orElse(null));
                }
            }
        }
        node.turn();
    }

    private int post(String body) throws Exception {
        int before = statuses.size();
        servlet.carryOut(new PostExchange(context(), response(), Runnable::run, "Nothing was published."), "192.0.2.1", body);
        node.turn();
        assertThat(statuses).hasSize(before + 1);
        return statuses.get(before);
    }

    private static AsyncContext context() {
        return (AsyncContext) Proxy.newProxyInstance(PublishServletTest.class.getClassLoader(), new Class<?>[] {AsyncContext.class}, (proxy, method, arguments) -> null);
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(PublishServletTest.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("setStatus")) {
                statuses.add((Integer) arguments[0]);
            }
            return method.getName().equals("getOutputStream") ? new Nowhere() : null;
        });
    }

    private static final class Nowhere extends ServletOutputStream {

        @Override
        public void write(int octet) {
            // the status is enough here
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void whatSucceededOrFailedIsNoLongerUnderWay() throws Exception {
        assertThat(post("{\"channel\":\"news\",\"data\":1,\"key\":\"k\"}")).isEqualTo(200);
        for (int i = 0; i <= MAX; i++) {
            assertThat(post("{\"channel\":\"news\",\"data\":1,\"level\":\"durable\"}")).as("there is no journal").isEqualTo(501);
            assertThat(post("{\"channel\":\"news\",\"data\":2,\"key\":\"k\"}")).as("the key is used").isEqualTo(409);
            assertThat(post("{\"channel\":\"news\",\"data\":1}")).isEqualTo(200);
        }
    }
}
