package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContainerQuirksTest {

    @Test
    void aTimerThatDoesNothingCanBeUsedLikeAnyOther() {
        ScheduledFuture<?> future = ContainerQuirks.NO_TIMER.schedule(() -> fail("It ran."), 0, TimeUnit.MILLISECONDS);
        assertThat(future.cancel(true)).isFalse();
        assertThat(future.isDone()).isFalse();
        assertThat(future.getDelay(TimeUnit.SECONDS)).isZero();
        assertThat((Object) ContainerQuirks.NO_TIMER.scheduleAtFixedRate(() -> fail("It ran."), 0, 1, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void sessionsOfOtherServersAreLeftAlone() {
        Session session = (Session) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Session.class},
                (proxy, method, arguments) -> fail("Nobody may ask it for " + method.getName()));
        assertThatCode(() -> ContainerQuirks.stopIdleTimer(session)).doesNotThrowAnyException();
    }

    @Test
    void theContainersTimerIsLeftToAllThatIsNotBeingOpened() throws Exception {
        ScheduledExecutorService servers = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<String> future = ContainerQuirks.unlessOpening(servers).schedule(() -> "it ran", 0, TimeUnit.MILLISECONDS);
            assertThat(future.get(120, TimeUnit.SECONDS)).isEqualTo("it ran");
        } finally {
            servers.shutdownNow();
        }
    }

    @Test
    void theContainersTimerFailsAsItDidBefore() {
        ScheduledExecutorService servers = Executors.newSingleThreadScheduledExecutor();
        servers.shutdownNow();
        assertThatThrownBy(() -> ContainerQuirks.unlessOpening(servers).schedule(() -> { }, 1, TimeUnit.HOURS)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void containersOfOtherServersAreLeftAlone() {
        assertThatCode(() -> ContainerQuirks.stopFirstTimer(new Object())).doesNotThrowAnyException();
    }
}
