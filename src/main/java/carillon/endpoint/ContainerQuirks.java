package carillon.endpoint;

import carillon.stream.StreamUpgrade;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
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

    private static final String CATALINA_FACADE = "org.apache.catalina.connector.RequestFacade";
    private static final String UNDERTOW_REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";
    /** Fewer than one byte: only then all is with the operating system. */
    private static final int NOTHING_WAITS = 1;

    private ContainerQuirks() {
    }

    /**
     * The socket of a request, which the servlet API hides; none on a server that is not known here.
     *
     * <p>Payara 6.2025.10 (Grizzly 4.0.2): closing a connection waits until all has been written that the server took for it, so for a client that does not read, for ever; and it takes four times the
     * socket's send buffer, 10 MB on loopback, and counts as ready meanwhile. So this connection counts as ready only when nothing waits, and a reset is one.
     *
     * <p>WildFly 39 (Undertow 2.3.23): the same wait; nothing of that size is taken. Tests of what is done with it: EventTransportTest, SessionTransportTest, AnswersUnderWayTest.
     */
    static ClientSocket socket(ServletRequest request) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        try {
            return switch (inner.getClass().getName()) {
                case CATALINA_FACADE -> grizzly(inner);
                case UNDERTOW_REQUEST -> undertow(inner);
                default -> ClientSocket.UNKNOWN;
            };
        } catch (ReflectiveOperationException | RuntimeException changed) {
            LOG.log(Level.FINE, "This server keeps its sockets otherwise; clients that don't read cost more.", changed);
            return ClientSocket.UNKNOWN;
        }
    }

    private static ClientSocket grizzly(ServletRequest facade) throws ReflectiveOperationException {
        Field field = facade.getClass().getDeclaredField("request");
        field.setAccessible(true);
        Object packet = call(call(field.get(facade), "getCoyoteRequest"), "getRequest");
        Object connection = call(packet, "getConnection");
        connection.getClass().getMethod("setMaxAsyncWriteQueueSize", int.class).invoke(connection, NOTHING_WAITS);
        return new GrizzlySocket(connection);
    }

    /** A socket of Grizzly's, by its {@code NIOConnection}. */
    private record GrizzlySocket(Object connection) implements ClientSocket {

        @Override
        public void reset() {
            attempt(() -> {
                if (call(connection, "getChannel") instanceof SocketChannel channel && channel.isOpen()) {
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
                return call(connection, "terminateSilently");
            });
        }

        @Override
        public boolean isOpen() {
            return !Boolean.FALSE.equals(attempt(() -> call(connection, "isOpen")));
        }

        @Override
        public boolean canTell() {
            return true;
        }

        @Override
        public boolean isIdle() {
            return !Boolean.FALSE.equals(attempt(() -> call(call(connection, "getAsyncWriteQueue"), "isEmpty")));
        }
    }

    private static ClientSocket undertow(ServletRequest request) throws ReflectiveOperationException {
        Object connection = call(call(request, "getExchange"), "getConnection");
        Class<?> options = Class.forName("org.xnio.Options", false, connection.getClass().getClassLoader());
        Object closeAbort = options.getField("CLOSE_ABORT").get(null);
        Class<?> option = Class.forName("org.xnio.Option", false, connection.getClass().getClassLoader());
        Method setOption = connection.getClass().getMethod("setOption", option, Object.class);
        return () -> attempt(() -> {
            setOption.invoke(connection, closeAbort, true);
            return call(connection, "close");
        });
    }

    /** What is done with a socket by reflection. */
    private interface Attempt {
        Object run() throws ReflectiveOperationException, IOException;
    }

    /** Null where it fails. */
    private static Object attempt(Attempt attempt) {
        try {
            return attempt.run();
        } catch (ReflectiveOperationException | IOException | RuntimeException gone) {
            LOG.log(Level.FINE, "The socket was gone already.", gone);
            return null;
        }
    }

    /** Of a class that need not be public. */
    private static Object call(Object target, String name) throws ReflectiveOperationException {
        Method method = target.getClass().getMethod(name);
        method.setAccessible(true);
        return method.invoke(target);
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
