package carillon.endpoint;

import carillon.protocol.ErrorCode;
import carillon.protocol.Frame;
import carillon.protocol.Replies;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One command by HTTP, from its body to its answer, which is given once. Safe for use by any thread. */
final class PostExchange implements AsyncListener {

    private static final Logger LOG = Logger.getLogger(PostExchange.class.getName());

    private final AsyncContext context;
    private final HttpServletResponse response;
    private final Executor answerers;
    private final String undone;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile boolean published;

    /**
     * Makes one.
     *
     * @param answerers for what may wait for the client
     * @param undone what is said where the command did not come
     */
    PostExchange(AsyncContext context, HttpServletResponse response, Executor answerers, String undone) {
        this.context = context;
        this.response = response;
        this.answerers = answerers;
        this.undone = undone;
    }

    /** From now on it is not known what becomes of it, until that is. */
    void begin() {
        published = true;
    }

    /** Answers that it failed. */
    void fail(long id, ErrorCode code, String message) {
        answer(status(code), Replies.error(OptionalLong.of(id), code, message));
    }

    /** What a reply is in HTTP (docs/protocol.md, section 6a). */
    static int status(ErrorCode code) {
        return switch (code) {
            case TOO_LARGE -> HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
            case CONFLICT -> HttpServletResponse.SC_CONFLICT;
            case RATE -> Refusal.TOO_MANY_REQUESTS;
            case UNAVAILABLE, BUSY -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            case UNKNOWN -> HttpServletResponse.SC_GATEWAY_TIMEOUT;
            case UNSUPPORTED -> HttpServletResponse.SC_NOT_IMPLEMENTED;
            default -> HttpServletResponse.SC_BAD_REQUEST;
        };
    }

    /** Answers, unless that was done. */
    void answer(int status, Frame reply) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            answerers.execute(() -> write(status, reply));
        } catch (RejectedExecutionException stopping) {
            write(status, reply);
        }
    }

    private void write(int status, Frame reply) {
        try {
            head(response, status, reply);
            response.getOutputStream().write(reply.utf8());
        } catch (IOException | RuntimeException gone) {
            LOG.log(Level.FINE, "Who asked by HTTP is gone.", gone);
        } finally {
            complete();
        }
    }

    /** The head of an answer. One that comes before the whole body was read ends the connection, or the rest would be read to its end. */
    static void head(HttpServletResponse response, int status, Frame reply) {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(reply.bytes());
        response.setHeader("Cache-Control", "no-store");
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE || status == Refusal.TOO_MANY_REQUESTS) {
            response.setHeader("Retry-After", "1");
        }
        if (status == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE || status == HttpServletResponse.SC_REQUEST_TIMEOUT) {
            response.setHeader("Connection", "close");
        }
    }

    private void complete() {
        try {
            context.complete();
        } catch (RuntimeException completed) {
            LOG.log(Level.FINE, "The response was complete already.", completed);
        }
    }

    /** The body did not come in time. */
    void bodyIsLate() {
        answer(HttpServletResponse.SC_REQUEST_TIMEOUT, Replies.error(OptionalLong.empty(), ErrorCode.BAD_REQUEST, "The body did not come in time. " + undone));
    }

    /** The body did not come in time; or what is published always has its outcome before that. */
    @Override
    public void onTimeout(AsyncEvent event) {
        if (published) {
            fail(1, ErrorCode.UNKNOWN, "The node gave no answer in time. It may have been published, or may yet be.");
        } else {
            bodyIsLate();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        LOG.log(Level.FINE, "An exchange failed.", event.getThrowable());
        if (answered.compareAndSet(false, true)) {
            complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        answered.set(true);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // it is started once
    }
}
