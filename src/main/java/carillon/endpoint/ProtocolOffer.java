package carillon.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/**
 * A request that offers to go on in another protocol than WebSocket: {@code Upgrade: h2c}, as java.net.http.HttpClient sends by default. It is answered as if it did not (RFC 9110, section 7.8). Stateless.
 */
final class ProtocolOffer {

    private ProtocolOffer() {
    }

    /** Whether a request is a WebSocket handshake, or whatever a container may take for one: Tyrus 2.1.5 looks for the key only. */
    static boolean isHandshake(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return request.getHeader("Sec-WebSocket-Key") != null || upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    }

    /** Whether a request offers another protocol. Payara 6.2025.10 (Grizzly) ends the connection of each that does, without saying so by itself. */
    static boolean isOtherThanWebSocket(HttpServletRequest request) {
        return request.getHeader("Upgrade") != null && request.getProtocol().startsWith("HTTP/1.") && !isHandshake(request);
    }

    /** Where the body of a request ends that has one. */
    static BodyFraming framing(HttpServletRequest request) {
        if (!isOtherThanWebSocket(request)) {
            return BodyFraming.BY_THE_SERVER;
        }
        return request.getHeader("Transfer-Encoding") != null ? new ChunkedBody() : new SizedBody(Math.max(0, request.getContentLengthLong()));
    }
}
