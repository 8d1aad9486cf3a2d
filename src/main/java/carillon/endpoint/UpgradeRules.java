package carillon.endpoint;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_METHOD_NOT_ALLOWED;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What every opening handshake has to look like (RFC 6455, section 4.2.1). Stateless.
 *
 * <p>Servers leave much of it out: Payara 6.2025.10 answers 101 to any method, any key and any number of them.
 */
final class UpgradeRules {

    static final String VERSION = "13";
    /** All headers of a handshake together, in characters. The server takes longer heads, for the addresses of event streams. */
    static final int HEADERS_MAX = 8_192;

    /** 16 bytes in base64: the last character holds four bits. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");

    private UpgradeRules() {
    }

    /** What is wrong with a handshake, or empty if nothing is. */
    static Optional<Refusal> refusal(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return refused(SC_METHOD_NOT_ALLOWED, "A WebSocket handshake is a GET.");
        }
        if (!request.getProtocol().equals("HTTP/1.1") || hasBody(request)) {
            return refused(SC_BAD_REQUEST, "A WebSocket handshake is HTTP/1.1 and has no body.");
        }
        if (!tokens(request, "Upgrade").contains("websocket") || !tokens(request, "Connection").contains("upgrade")) {
            return refused(SC_BAD_REQUEST, "A WebSocket handshake has the headers 'Upgrade: websocket' and 'Connection: Upgrade'.");
        }
        return headers(request);
    }

    private static Optional<Refusal> headers(HttpServletRequest request) {
        if (Collections.list(request.getHeaderNames()).stream().mapToLong(name -> length(request, name)).sum() > HEADERS_MAX) {
            return refused(Refusal.HEADERS_TOO_LARGE, "The headers of a handshake have " + HEADERS_MAX + " characters at most.");
        }
        if (!Collections.list(request.getHeaderNames()).stream().allMatch(name -> isClean(request, name))) {
            return refused(SC_BAD_REQUEST, "A header has characters that none may have.");
        }
        if (all(request, "Host").size() != 1) {
            return refused(SC_BAD_REQUEST, "A request has one Host."); // RFC 9112, section 3.2
        }
        List<String> keys = all(request, "Sec-WebSocket-Key");
        if (keys.size() != 1 || !KEY.matcher(keys.get(0)).matches()) {
            return refused(SC_BAD_REQUEST, "A WebSocket handshake has one Sec-WebSocket-Key, 16 bytes in base64.");
        }
        List<String> versions = all(request, "Sec-WebSocket-Version");
        if (versions.size() != 1) {
            return refused(SC_BAD_REQUEST, "A WebSocket handshake has one Sec-WebSocket-Version.");
        }
        return versions.get(0).equals(VERSION) ? Optional.empty() : refused(Refusal.UPGRADE_REQUIRED, "The version of WebSocket here is " + VERSION + ".");
    }

    /** A name with all its values. */
    private static long length(HttpServletRequest request, String name) {
        return all(request, name).stream().mapToLong(value -> name.length() + value.length()).sum();
    }

    /** Whether all fields of a name are as RFC 9110, section 5.5 has them: WildFly 39 (Undertow 2.3.23) takes NUL for a part of a value. */
    private static boolean isClean(HttpServletRequest request, String name) {
        return NAME.matcher(name).matches() && all(request, name).stream().noneMatch(value -> CONTROL.matcher(value).find());
    }

    /** What comes behind the head would be read as frames by one server and as a body by a proxy. */
    private static boolean hasBody(HttpServletRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null || length != null && !length.equals("0");
    }

    /** The values of a header that is a list, in lower case. */
    private static List<String> tokens(HttpServletRequest request, String header) {
        return all(request, header).stream().flatMap(value -> Stream.of(value.split(","))).map(value -> value.trim().toLowerCase(Locale.ROOT)).toList();
    }

    /** The values of all headers of that name. */
    static List<String> all(HttpServletRequest request, String header) {
        return request.getHeaders(header) == null ? List.of() : Collections.list(request.getHeaders(header));
    }

    private static Optional<Refusal> refused(int status, String reason) {
        return Optional.of(new Refusal(status, reason));
    }
}
