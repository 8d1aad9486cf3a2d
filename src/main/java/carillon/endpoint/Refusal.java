package carillon.endpoint;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Why a handshake is refused.
 *
 * @param status of HTTP
 * @param reason in words, for whoever sent it; nothing of what was sent
 * @param retryAfter seconds after which to try again, where that may help
 */
record Refusal(int status, String reason, int retryAfter) {

    private static final int LATER = 5;

    /** RFC 6585, section 4; jakarta.servlet has no name for it. */
    static final int TOO_MANY_REQUESTS = 429;
    /** RFC 6585, section 5. */
    static final int HEADERS_TOO_LARGE = 431;
    static final int UPGRADE_REQUIRED = 426;

    /** One that gives some seconds to think, where it may help to try again. */
    Refusal(int status, String reason) {
        this(status, reason, LATER);
    }

    /** Answers with it. */
    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        switch (status) {
            case HttpServletResponse.SC_SERVICE_UNAVAILABLE, TOO_MANY_REQUESTS -> response.setHeader("Retry-After", Integer.toString(retryAfter));
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> response.setHeader("Allow", "GET");
            case UPGRADE_REQUIRED -> {
                response.setHeader("Upgrade", "websocket");
                response.setHeader("Sec-WebSocket-Version", UpgradeRules.VERSION);
            }
            default -> { }
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(reason);
    }
}
