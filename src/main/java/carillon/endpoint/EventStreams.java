package carillon.endpoint;

import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.hub.Connection;
import carillon.protocol.Command;
import carillon.protocol.Dialect;
import carillon.relay.Subscriptions;
import carillon.stream.LastBurst;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes clients of server-sent events in and lets them go. Safe for use by any thread. */
@ApplicationScoped
public class EventStreams {

    @Inject
    private Admission admission;
    @Inject
    private Subscriptions subscriptions;
    @Inject
    private Settings settings;
    @Inject
    private Ticker ticker;
    @Inject
    private Writers writers;
    @Inject
    private ClosingSockets closings;
    @Resource
    private ManagedExecutorService closers;

    private final LastBurst lastEvents = new LastBurst();

    /** Takes a client in, if there is room, and connects it. */
    void open(HttpServletRequest request, HttpServletResponse response, Command.Connect command) throws IOException {
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(0); // the keepalive ends what is dead
        EventTransport transport = new EventTransport(context, response.getOutputStream(), new EventTransport.Means(writers, closers, new Leaving(ContainerQuirks.socket(request), closings), lastEvents));
        Connection connection = new Connection(ConnectionIds.next(), Dialect.V1, transport, settings, ticker);
        context.addListener(new End(connection, transport));
        if (!admission.admit(connection, request.getRemoteAddr())) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", "5");
            context.complete();
            return;
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no"); // nginx
        response.setHeader("Connection", "close"); // its socket may be reset once the stream has ended: nothing may come behind
        transport.begin();
        subscriptions.connect(connection, command);
    }

    /** Forgets a client whose response has ended, however that came about. */
    private final class End implements AsyncListener {

        private final Connection connection;
        private final EventTransport transport;

        private End(Connection connection, EventTransport transport) {
            this.connection = connection;
            this.transport = transport;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            transport.completed();
            admission.leave(connection);
        }

        @Override
        public void onError(AsyncEvent event) {
            transport.onError(event.getThrowable() != null ? event.getThrowable() : new IOException("The container gives no reason."));
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            transport.onError(new IOException("The container has ended it."));
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // it is started once
        }
    }
}
