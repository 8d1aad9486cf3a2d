package carillon.endpoint;

import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What has to be known of one server and no other. Each entry names the server, its version, and what happens without it. Stateless.
 */
final class ContainerQuirks {

    private static final Logger LOG = Logger.getLogger(ContainerQuirks.class.getName());

    private static final String TYRUS_SESSION = "org.glassfish.tyrus.core.TyrusSession";
    private static final ScheduledFuture<?> NEVER = answering(ScheduledFuture.class, null);
    /** Takes everything and does nothing. */
    static final ScheduledExecutorService NO_TIMER = answering(ScheduledExecutorService.class, NEVER);

    private ContainerQuirks() {
    }

    /**
     * Payara 6.2025.10 (Tyrus 2.1.5.payara-p2): for each message that comes in or goes out, pings and pongs too, a session hands the server's scheduler a
     * new task of its idle timeout, also where there is none: the scheduler captures the caller's whole context (class loading, JNDI, security,
     * transaction) and runs the task at once on another thread, where it finds nothing to do. Silence is measured by {@link Keepalive} here, so the
     * session is given a scheduler that does nothing. Where that can't be done the session works as it did.
     */
    static void stopIdleTimer(Session session) {
        Class<?> type = session.getClass();
        if (!type.getName().equals(TYRUS_SESSION)) {
            return;
        }
        try {
            Field timer = type.getDeclaredField("service");
            timer.setAccessible(true);
            timer.set(session, NO_TIMER);
        } catch (ReflectiveOperationException | RuntimeException changed) {
            LOG.log(Level.FINE, "This Tyrus keeps its timer otherwise; messages cost more.", changed);
        }
    }

    /** Something of a type whose methods give an answer where it fits, and false or null elsewhere. */
    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(ContainerQuirks.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getReturnType() == boolean.class) {
                return false;
            }
            return method.getReturnType().isInstance(answer) ? answer : method.getReturnType() == long.class ? (Object) 0L
                    : method.getReturnType() == int.class ? (Object) 0 : null;
        }));
    }
}
