package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.protocol.BadCommandException;
import carillon.protocol.Command;
import carillon.protocol.CommandDecoder;
import carillon.protocol.ErrorCode;
import carillon.protocol.Frame;
import carillon.protocol.Replies;
import carillon.relay.PublishException;
import carillon.relay.Publisher;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/** Publishing by HTTP: a publish command of version 1 as the body of a POST, its reply as the answer (docs/protocol.md, section 6a). */
@WebServlet(urlPatterns = "/publish", asyncSupported = true)
public class PublishServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(PublishServlet.class.getName());
    private static final String METHODS = "POST, OPTIONS";
    private static final Pattern JSON = Pattern.compile("application/json *(; *charset *= *\"?utf-8\"? *)?");
    private static final int SPARE_MS = 2_000;

    @Inject
    private transient CrossOrigin crossOrigin;
    @Inject
    private transient Paces paces;
    @Inject
    private transient Publisher publisher;
    @Inject
    private transient Settings settings;
    @Resource
    private transient ManagedExecutorService answerers;
    /** How many publications wait for their outcome. */
    private final AtomicInteger inFlight = new AtomicInteger();

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
            new Refusal(HttpServletResponse.SC_FORBIDDEN, "The Origin of this page is not allowed (setting carillon.origins).").write(response);
        } else if (!isJson(request)) {
            new Refusal(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "The body is application/json in UTF-8, not compressed.").write(response);
        } else if (request.getContentLengthLong() > settings.get(Limit.MESSAGE_MAX_BYTES)) {
            refuse(response, ErrorCode.TOO_LARGE, tooLong());
        } else if (!paces.mayPublish(request.getRemoteAddr())) {
            refuse(response, ErrorCode.RATE, "Too many publications a second. Nothing was published; try again later.");
        } else {
            read(request, response);
        }
    }

    /** A form can't be of this type, so a page of another origin has to ask before it posts. */
    private static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && JSON.matcher(type.toLowerCase(Locale.ROOT)).matches() && request.getHeader("Content-Encoding") == null;
    }

    private String tooLong() {
        return "The body is longer than " + settings.get(Limit.MESSAGE_MAX_BYTES) + " bytes. Nothing was published.";
    }

    private static void refuse(HttpServletResponse response, ErrorCode code, String message) throws IOException {
        Frame reply = Replies.error(OptionalLong.empty(), code, message);
        PublishExchange.head(response, PublishExchange.status(code), reply);
        response.getOutputStream().write(reply.utf8());
    }

    private void read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(settings.get(Limit.MESSAGE_TIMEOUT_MS) + settings.get(Limit.PUBLISH_TIMEOUT_MS) + SPARE_MS);
        PublishExchange exchange = new PublishExchange(context, response, answerers);
        context.addListener(exchange);
        request.getInputStream().setReadListener(new BodyReader(request.getInputStream(), settings.get(Limit.MESSAGE_MAX_BYTES), body -> publish(exchange, body),
                () -> exchange.fail(1, ErrorCode.TOO_LARGE, tooLong()), gone -> {
                    LOG.log(Level.FINE, "A body ended early.", gone);
                    exchange.fail(1, ErrorCode.BAD_REQUEST, "The body ended early. Nothing was published.");
                }));
    }

    private void publish(PublishExchange exchange, byte[] body) {
        try {
            publish(exchange, CommandDecoder.decodePublish(text(body)));
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

    private void publish(PublishExchange exchange, Command.Publish command) {
        if (inFlight.incrementAndGet() > settings.get(Limit.PUBLISH_INFLIGHT_MAX)) {
            inFlight.decrementAndGet();
            exchange.fail(command.id(), ErrorCode.BUSY, PublishException.busy().getMessage());
            return;
        }
        exchange.begin();
        publisher.publish(command.channel(), command.payload(), command.key(), command.level()).whenComplete((receipt, failure) -> {
            inFlight.decrementAndGet();
            if (failure == null) {
                exchange.answer(HttpServletResponse.SC_OK, Replies.published(command.id(), command.channel(), receipt.stamp(), receipt.level(), receipt.repeated()));
            } else {
                PublishException known = PublishDoor.known(failure);
                exchange.fail(command.id(), known.code(), known.getMessage());
            }
        });
    }
}
