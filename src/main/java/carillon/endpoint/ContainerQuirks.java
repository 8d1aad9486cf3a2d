package carillon.endpoint;

import carillon.stream.StreamUpgrade;
import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
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
    private static final String TYRUS_CONTAINER = "org.glassfish.tyrus.core.BaseContainer";

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

    /**
     * The same server, earlier: a session hands over the first of these tasks while it is made, before anybody can reach it, and the capture looks through the JAR files of the server
     * under a lock: of a thousand handshakes at once each waited up to two seconds for that. So the container of this application is given a scheduler that takes nothing from a session of
     * ours that is being made; all else goes to the server's own, for the endpoints of an application that Carillon is embedded in.
     *
     * @param container the WebSocket container of this application, whatever it is
     */
    static void stopFirstTimer(Object container) {
        Class<?> type = container.getClass();
        while (type != null && !type.getName().equals(TYRUS_CONTAINER)) {
            type = type.getSuperclass();
        }
        if (type == null) {
            return;
        }
        try {
            Field scheduler = type.getDeclaredField("managedScheduledExecutorService");
            scheduler.setAccessible(true);
            if (scheduler.get(container) instanceof ScheduledExecutorService servers) {
                scheduler.set(container, unlessOpening(servers));
            }
        } catch (ReflectiveOperationException | RuntimeException changed) {
            LOG.log(Level.FINE, "This Tyrus keeps its timer otherwise; handshakes cost more.", changed);
        }
    }

    /** A scheduler that hands all on, but for what comes from a session of ours that is being made on this thread. */
    static ScheduledExecutorService unlessOpening(ScheduledExecutorService servers) {
        return (ScheduledExecutorService) Proxy.newProxyInstance(ContainerQuirks.class.getClassLoader(), new Class<?>[] {ScheduledExecutorService.class}, (proxy, method, arguments) -> {
            try {
                return method.invoke(StreamUpgrade.opening().isPresent() ? NO_TIMER : servers, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        });
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
