package carillon.endpoint;

import carillon.channel.Channel;
import carillon.config.Settings;
import carillon.stream.StreamRequest;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses handshakes before the upgrade, with the same status on every server (docs/protocol.md, section 1).
 *
 * <p>It looks at every request and at the address as it was sent: Payara 6.2025.10 opens {@code /ws/..} as a channel, though a filter mapping sees
 * {@code /} there. A servlet filter, because {@code Configurator.checkOrigin} answers 403 on Payara 6.2025.10 and 404 on WildFly 39.
 */
public class HandshakeFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    /** Seconds in which a node has carried out some hundred handshakes more. */
    private static final int SOON = 1;

    @Inject
    private transient CrossOrigin crossOrigin;
    @Inject
    private transient Gate gate;
    @Inject
    private transient Turnstile turnstile;
    @Inject
    private transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        Optional<Refusal> refusal = refusal(request);
        if (refusal.isPresent()) {
            refusal.get().write(response);
            return;
        }
        if (!ProtocolOffer.isHandshake(request)) {
            chain.doFilter(request, response);
        } else if (turnstile.enter()) {
            try {
                carryOut(request, response, chain);
            } finally {
                turnstile.leave();
            }
        } else {
            new Refusal(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Too many connections begin at once.", SOON).write(response);
        }
    }

    private void carryOut(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        Handshake.begin(request.getRemoteAddr(), ContainerQuirks.socket(request));
        try {
            chain.doFilter(new StreamRequest(request, settings.stream()), response);
        } finally {
            Handshake.end();
        }
    }

    private Optional<Refusal> refusal(HttpServletRequest request) {
        String path = Paths.below(request);
        if (!ProtocolOffer.isHandshake(request)) {
            return speaksWebSocketOnly(path) ? refused(Refusal.UPGRADE_REQUIRED, "This address speaks WebSocket only.") : Optional.empty();
        }
        if (!crossOrigin.mayShakeHands(request)) {
            return refused(HttpServletResponse.SC_FORBIDDEN, CrossOrigin.REFUSED);
        }
        return UpgradeRules.refusal(request).or(() -> dialect(request)).or(() -> gate.refusal(request.getRemoteAddr()));
    }

    private static Optional<Refusal> dialect(HttpServletRequest request) {
        List<String> offered = UpgradeRules.all(request, "Sec-WebSocket-Protocol").stream().flatMap(value -> Stream.of(value.split(","))).map(String::trim).toList();
        String path = Paths.below(request);
        if (path.equals("/ws")) {
            return offered.contains(ChannelEndpoint.SUBPROTOCOL) ? Optional.empty()
                    : refused(HttpServletResponse.SC_BAD_REQUEST, "Offer the subprotocol " + ChannelEndpoint.SUBPROTOCOL + ", or name a channel: /ws/{channel}.");
        }
        if (!path.startsWith("/ws/") || Channel.parse(path.substring("/ws/".length())).isEmpty()) {
            return refused(HttpServletResponse.SC_BAD_REQUEST, Channel.RULE);
        }
        return offered.isEmpty() ? Optional.empty() : refused(HttpServletResponse.SC_BAD_REQUEST, "Raw text has no subprotocol.");
    }

    private static boolean speaksWebSocketOnly(String path) {
        return path.equals("/ws") || path.startsWith("/ws/");
    }

    private static Optional<Refusal> refused(int status, String reason) {
        return Optional.of(new Refusal(status, reason));
    }
}
