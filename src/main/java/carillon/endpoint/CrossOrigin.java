package carillon.endpoint;

import carillon.security.ClientScheme;
import carillon.security.OriginPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * Lets pages of allowed origins use the doors of HTTP, and no other pages: the same rules as for WebSockets, and the headers of CORS. Cookies are never asked
 * for. Stateless.
 */
@ApplicationScoped
public class CrossOrigin {

    static final String REFUSED = "The Origin of this page is not allowed (setting carillon.origins).";

    private final OriginPolicy origins;
    private final RefusalLog log;

    /** For the container's proxy only. */
    protected CrossOrigin() {
        this(null, null);
    }

    /** Makes one that follows a policy. */
    @Inject
    public CrossOrigin(OriginPolicy origins, RefusalLog log) {
        this.origins = origins;
        this.log = log;
    }

    /** Whether a handshake may go on. */
    boolean mayShakeHands(HttpServletRequest request) {
        return originAllowed(request);
    }

    /** Whether a request may go on; if so, the response says that the page may read it. */
    boolean allows(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Vary", "Origin");
        if (!isAllowed(request)) {
            return false;
        }
        if (request.getHeader("Origin") != null) {
            response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
            response.setHeader("Access-Control-Expose-Headers", "Retry-After");
        }
        return true;
    }

    /** A browser sends no Origin with a GET to the page's own, but says where it comes from otherwise (Fetch Metadata); whoever is no browser says neither. */
    private boolean isAllowed(HttpServletRequest request) {
        List<String> sent = UpgradeRules.all(request, "Origin");
        String site = request.getHeader("Sec-Fetch-Site");
        if (sent.isEmpty() && site != null && !site.equals("none")) {
            return site.equals("same-origin");
        }
        return originAllowed(request);
    }

    private boolean originAllowed(HttpServletRequest request) {
        List<String> sent = UpgradeRules.all(request, "Origin");
        String scheme = scheme(request);
        boolean allowed = origins.allows(sent, scheme, request.getHeader("Host"));
        if (!allowed) {
            log.refused(RefusalLog.Kind.ORIGIN, () -> "Refused a request of " + request.getRemoteAddr() + " with the Origin " + RefusalLog.quoted(String.join(", ", sent))
                    + ": the node's own is " + RefusalLog.quoted(scheme + "://" + request.getHeader("Host"))
                    + ", by the headers Host, X-Forwarded-Proto " + RefusalLog.quoted(request.getHeader("X-Forwarded-Proto"))
                    + " and Forwarded " + RefusalLog.quoted(request.getHeader("Forwarded")) + "; others are allowed by carillon.origins.");
        }
        return allowed;
    }

    /** {@code http} or {@code https}, as the client sees this server. */
    static String scheme(HttpServletRequest request) {
        return ClientScheme.of(UpgradeRules.all(request, "X-Forwarded-Proto"), UpgradeRules.all(request, "Forwarded"), request.getScheme());
    }

    /** Answers a preflight. */
    void preflight(HttpServletRequest request, HttpServletResponse response, String methods) {
        if (!allows(request, response)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        response.setHeader("Access-Control-Allow-Methods", methods);
        response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
        response.setHeader("Access-Control-Max-Age", "600");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
