package carillon.endpoint;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Bounds what an answer that is not read costs: the server keeps nothing of it in the heap, and its thread waits for a bounded time.
 *
 * <p>The first of all filters. Handshakes take turns, so they may wait for longer, and are none of this.
 */
public class AnswerFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    private transient AnswersUnderWay answers;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        ClientSocket socket = ContainerQuirks.socket(request);
        if (!socket.isOpen()) {
            return; // what was sent behind a request whose answer was not read: Payara 6.2025.10 goes on with it, and logs a stack trace for each
        }
        if (request.getHeader("Upgrade") != null || request.getHeader("Sec-WebSocket-Key") != null) {
            answers.forget(socket);
            chain.doFilter(request, response);
            return;
        }
        AnswersUnderWay.Answer answer = answers.begin(socket);
        try {
            chain.doFilter(request, response);
        } catch (IOException gone) {
            if (socket.isOpen()) {
                throw gone;
            }
        } finally {
            answers.end(answer);
            if (request.isAsyncStarted()) {
                answers.forget(socket); // no thread waits for it
            }
        }
    }
}
