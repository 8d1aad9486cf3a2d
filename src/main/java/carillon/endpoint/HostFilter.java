package carillon.endpoint;

import carillon.security.HostPolicy;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what is asked of another host than this node's, and heads that two servers could read as two different requests, before anything else looks at a request.
 */
public class HostFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** Load balancers ask these with any Host; they say no more than how the node is. */
    private static final Set<String> PROBES = Set.of("/health/live", "/health/ready", "/health/started");
    /** Operators and Prometheus ask these by the node's address, where no name is involved that could lead elsewhere. */
    private static final Set<String> OPERATORS = Set.of("/health/node", "/health/cluster", "/metrics", "/ops/drain");

    @Inject
    private transient HostPolicy hosts;
    @Inject
    private transient RefusalLog log;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        Optional<Refusal> refusal = FramingRules.refusal(request).or(() -> refusal(request));
        if (refusal.isPresent()) {
            refusal.get().write(response);
            return;
        }
        if (ProtocolOffer.isOtherThanWebSocket(request)) {
            response.setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }

    private Optional<Refusal> refusal(HttpServletRequest request) {
        String path = Paths.below(request);
        List<String> sent = UpgradeRules.all(request, "Host");
        if (PROBES.contains(path)) {
            return Optional.empty();
        }
        if (sent.size() > 1) {
            return Optional.of(new Refusal(HttpServletResponse.SC_BAD_REQUEST, "A request has one Host.")); // RFC 9112, section 3.2
        }
        String host = sent.isEmpty() ? "" : sent.get(0);
        if (hosts.allows(host, CrossOrigin.scheme(request)) || OPERATORS.contains(path) && hosts.isAddress(host)) {
            return Optional.empty();
        }
        log.refused(RefusalLog.Kind.HOST, () -> "Refused a request of " + request.getRemoteAddr() + " for the host " + RefusalLog.quoted(host)
                + ", which is none of this node's: if it is, add it to carillon.hosts.");
        return Optional.of(new Refusal(HttpServletResponse.SC_FORBIDDEN, "This node does not answer for that host (setting carillon.hosts)."));
    }
}
