package carillon.endpoint;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hands what the filter knows of a handshake to the session that it opens, and gives all sessions the same endpoint: ours are stateless.
 *
 * <p>Left to itself Tyrus 2.1.5 (Payara 6.2025.10) builds a CDI injection target for each connection, one after the other: a thousand that came back at once waited seconds for that lock.
 *
 * <p>A session does not tell its client's address, and neither does the container's handshake request. Both servers call this on the thread that
 * passed the filter.
 */
public class Handshake extends ServerEndpointConfig.Configurator {

    private static final String ADDRESS = "carillon.address";
    private static final String SOCKET = "carillon.socket";
    private static final ThreadLocal<Asker> CURRENT = new ThreadLocal<>();

    /** From where a handshake comes: the address, null if it is not known, and the socket. */
    private record Asker(String address, ClientSocket socket) {
    }

    /** To look one up costs a tenth of a handshake on Payara 6.2025.10. */
    private final Map<Class<?>, Object> endpoints = new ConcurrentHashMap<>();

    /** Remembers, until {@link #end()}, from where the handshake comes that this thread carries out. */
    static void begin(String address, ClientSocket socket) {
        CURRENT.set(new Asker(address, socket));
    }

    /** The thread has carried the handshake out. */
    static void end() {
        CURRENT.remove();
    }

    /** Where a session comes from; null if that is not known. */
    static String address(Session session) {
        return (String) session.getUserProperties().get(ADDRESS);
    }

    /** The socket of a session. */
    static ClientSocket socket(Session session) {
        return session.getUserProperties().get(SOCKET) instanceof ClientSocket socket ? socket : ClientSocket.UNKNOWN;
    }

    /**
     * The one bean of an endpoint's class.
     *
     * <p>Jakarta WebSocket 2.1, section 3.1.7: called for each connection, and may give an instance that others have too.
     */
    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(endpoints.computeIfAbsent(type, one -> CDI.current().select(one).get()));
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Asker origin = CURRENT.get();
        if (origin != null) {
            config.getUserProperties().put(ADDRESS, origin.address());
            config.getUserProperties().put(SOCKET, origin.socket());
        }
    }
}
