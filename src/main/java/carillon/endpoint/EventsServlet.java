package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.protocol.BadCommandException;
import carillon.protocol.Command;
import carillon.protocol.CommandDecoder;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Server-sent events: what a connection of version 1 is told, for clients that can't have a WebSocket (docs/protocol.md, section 6a). Stateless. */
@WebServlet(urlPatterns = "/events", asyncSupported = true)
public class EventsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String METHODS = "GET, OPTIONS";

    @Inject
    private transient CrossOrigin crossOrigin;
    @Inject
    private transient Gate gate;
    @Inject
    private transient EventStreams streams;
    @Inject
    private transient Settings settings;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "GET" -> open(request, response);
            case "OPTIONS" -> crossOrigin.preflight(request, response, METHODS);
            default -> {
                response.setHeader("Allow", METHODS);
                response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Refusal> refusal = refusal(request, response);
        if (refusal.isPresent()) {
            refusal.get().write(response);
            return;
        }
        try {
            streams.open(request, response, command(request));
        } catch (BadCommandException malformed) {
            new Refusal(HttpServletResponse.SC_BAD_REQUEST, malformed.getMessage()).write(response);
        }
    }

    private Optional<Refusal> refusal(HttpServletRequest request, HttpServletResponse response) {
        if (!crossOrigin.allows(request, response)) {
            return Optional.of(new Refusal(HttpServletResponse.SC_FORBIDDEN, CrossOrigin.REFUSED));
        }
        if (addressLength(request) > settings.get(Limit.EVENTS_ADDRESS_MAX_BYTES)) {
            return Optional.of(new Refusal(HttpServletResponse.SC_REQUEST_URI_TOO_LONG,
                    "The address is longer than " + settings.get(Limit.EVENTS_ADDRESS_MAX_BYTES) + " bytes: use several streams."));
        }
        return gate.refusal(request.getRemoteAddr());
    }

    private static int addressLength(HttpServletRequest request) {
        return request.getRequestURI().length() + (request.getQueryString() == null ? 0 : 1 + request.getQueryString().length());
    }

    /** What a browser says by itself when it comes back is newer than what the address says. */
    private static Command.Connect command(HttpServletRequest request) throws BadCommandException {
        String[] given = request.getParameterValues("connect");
        if (given == null || given.length != 1) {
            throw new BadCommandException("The address must have one 'connect', a JSON object.");
        }
        if (request.getParameter("token") != null || request.getParameter("access_token") != null) {
            throw new BadCommandException("A token must not stand in an address.");
        }
        Command.Connect command = CommandDecoder.decodeConnect(given[0]);
        String last = request.getHeader("Last-Event-ID");
        return last == null || last.isEmpty() ? command : new Command.Connect(command.id(), command.channels(), Optional.of(last), command.seen());
    }
}
