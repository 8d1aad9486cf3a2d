package carillon.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;

/**
 * How a request may say where its body ends (RFC 9112, section 6): in one way. What two servers could read differently is refused, since the one before this node may have. Stateless.
 *
 * <p>Payara 6.2025.10 takes two Transfer-Encoding headers, and one beside a Content-Length.
 */
final class FramingRules {

    private FramingRules() {
    }

    /** What is wrong, or empty if nothing is. */
    static Optional<Refusal> refusal(HttpServletRequest request) {
        List<String> codings = UpgradeRules.all(request, "Transfer-Encoding");
        List<String> lengths = UpgradeRules.all(request, "Content-Length");
        if (codings.size() + lengths.size() > 1) {
            return Optional.of(new Refusal(HttpServletResponse.SC_BAD_REQUEST, "A request has one Transfer-Encoding, or one Content-Length."));
        }
        if (codings.isEmpty()) {
            return Optional.empty();
        }
        if (request.getProtocol().equals("HTTP/1.0")) {
            return Optional.of(new Refusal(HttpServletResponse.SC_BAD_REQUEST, "A request of HTTP/1.0 has no Transfer-Encoding."));
        }
        return codings.get(0).trim().equalsIgnoreCase("chunked") ? Optional.empty()
                : Optional.of(new Refusal(HttpServletResponse.SC_NOT_IMPLEMENTED, "The only transfer coding here is chunked."));
    }
}
