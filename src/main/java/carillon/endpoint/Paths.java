package carillon.endpoint;

import jakarta.servlet.http.HttpServletRequest;

/** Addresses as clients send them. Stateless. */
final class Paths {

    private Paths() {
    }

    /** The path below the context root as it was sent: not decoded, not made shorter. */
    static String below(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
