package carillon.endpoint;

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

    private final OriginPolicy origins;

    /** For the container's proxy only. */
    protected CrossOrigin() {
        this(null);
    }

    /** Makes one that follows a policy. */
    @Inject
    public CrossOrigin(OriginPolicy origins) {
        this.origins = origins;
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
        return origins.allows(sent, HandshakeFilter.scheme(request), request.getHeader("Host"));
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
