package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.protocol.BadCommandException;
import carillon.protocol.ErrorCode;
import carillon.protocol.Frame;
import carillon.protocol.Replies;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A command of version 1 as the body of a POST, its reply as the answer: for clients that can't have a WebSocket (docs/protocol.md, section 6a). Stateless but for what it counts.
 */
abstract class CommandServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(CommandServlet.class.getName());
    private static final String METHODS = "POST, OPTIONS";
    private static final int SPARE_MS = 2_000;

    @Inject
    private transient CrossOrigin crossOrigin;
    @Inject
    private transient Settings settings;
    @Inject
    private transient UnfinishedBodies bodies;
    @Resource
    private transient ManagedExecutorService answerers;
    private final String undone;

    /**
     * For the server.
     *
     * @param undone what is said where a command was refused before it was read
     */
    CommandServlet(String undone) {
        this.undone = undone;
    }

    /** Counts a command of an address; whether it comes not too fast. */
    abstract boolean mayAsk(String address);

    /** Carries a command of an address out; the answer may come later, and on any thread. */
    abstract void carryOut(PostExchange exchange, String address, String command) throws BadCommandException;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "POST" -> post(request, response);
            case "OPTIONS" -> crossOrigin.preflight(request, response, METHODS);
            default -> {
                response.setHeader("Allow", METHODS);
                response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!crossOrigin.allows(request, response)) {
            new Refusal(HttpServletResponse.SC_FORBIDDEN, CrossOrigin.REFUSED).write(response);
        } else if (!JsonMediaType.matches(UpgradeRules.all(request, "Content-Type")) || request.getHeader("Content-Encoding") != null) {
            new Refusal(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "The body is application/json in UTF-8, not compressed.").write(response);
        } else if (request.getContentLengthLong() > settings.get(Limit.MESSAGE_MAX_BYTES)) {
            refuse(response, ErrorCode.TOO_LARGE, tooLong());
        } else if (!mayAsk(request.getRemoteAddr())) {
            refuse(response, ErrorCode.RATE, "Too many of them a second. " + undone + " Try again later.");
        } else {
            read(request, response);
        }
    }

    private String tooLong() {
        return "The body is longer than " + settings.get(Limit.MESSAGE_MAX_BYTES) + " bytes. " + undone;
    }

    private static void refuse(HttpServletResponse response, ErrorCode code, String message) throws IOException {
        Frame reply = Replies.error(OptionalLong.empty(), code, message);
        PostExchange.head(response, PostExchange.status(code), reply);
        response.getOutputStream().write(reply.utf8());
    }

    private void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(settings.get(Limit.MESSAGE_TIMEOUT_MS) + settings.get(Limit.PUBLISH_TIMEOUT_MS) + SPARE_MS);
        PostExchange exchange = new PostExchange(context, response, answerers, undone);
        String address = String.valueOf(request.getRemoteAddr());
        context.addListener(exchange);
        BodyFraming framing = ProtocolOffer.framing(request);
        if (framing.isComplete()) {
            carryOut(exchange, address, new byte[0]);
            return;
        }
        UnfinishedBodies.Body begun = bodies.begin(ContainerQuirks.socket(request), exchange::bodyIsLate);
        request.getInputStream().setReadListener(new BodyReader(request.getInputStream(), framing, settings.get(Limit.MESSAGE_MAX_BYTES), body -> {
            if (bodies.end(begun)) {
                carryOut(exchange, address, body);
            }
        }, () -> {
            bodies.end(begun);
            exchange.fail(1, ErrorCode.TOO_LARGE, tooLong());
        }, gone -> {
            LOG.log(Level.FINE, "A body ended early.", gone);
            bodies.end(begun);
            exchange.fail(1, ErrorCode.BAD_REQUEST, "The body ended early. " + undone);
        }));
    }

    private void carryOut(PostExchange exchange, String address, byte[] body) {
        try {
            carryOut(exchange, address, text(body));
        } catch (BadCommandException malformed) {
            exchange.fail(malformed.id().orElse(1), ErrorCode.BAD_REQUEST, malformed.getMessage());
        }
    }

    private static String text(byte[] body) throws BadCommandException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new BadCommandException("The body is not UTF-8.");
        }
    }
}
