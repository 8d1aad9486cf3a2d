package carillon.endpoint;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Why a handshake is refused.
 *
 * @param status of HTTP
 * @param reason in words, for whoever sent it; nothing of what was sent
 */
record Refusal(int status, String reason) {

    /** RFC 6585, section 4; jakarta.servlet has no name for it. */
    static final int TOO_MANY_REQUESTS = 429;
    static final int UPGRADE_REQUIRED = 426;

    /** Answers with it. */
    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        switch (status) {
            case HttpServletResponse.SC_SERVICE_UNAVAILABLE, TOO_MANY_REQUESTS -> response.setHeader("Retry-After", "5");
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
