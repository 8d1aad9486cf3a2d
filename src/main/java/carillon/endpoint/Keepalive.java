package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.hub.Hub;
import carillon.protocol.CloseCode;
import carillon.protocol.Dialect;
import carillon.relay.Cursors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Asks connections for signs of life, and ends those that give none. One thread at a time. */
@ApplicationScoped
public class Keepalive {

    private static final int COME_BACK_MS = 1_000;
    private static final long EVENTS_NANOS = 4_000_000_000L;
    /** How often a connection that was never heard is asked before it is given up. */
    private static final int FIRST_PINGS = 5;

    /** As long as nobody has a name, cursors are everybody's. */
    private static final String NOBODY = "";

    private final Hub hub;
    private final Admission admission;
    private final Unfinished unfinished;
    private final Cursors cursors;
    private final long pingNanos;
    private final long silenceNanos;
    private final long connectNanos;
    private final long messageNanos;

    /** For the container's proxy only. */
    protected Keepalive() {
        this(null, null, null, null, Settings.of(Map.of()));
    }

    /** Makes one for the connections of a hub. */
    @Inject
    public Keepalive(Hub hub, Admission admission, Unfinished unfinished, Cursors cursors, Settings settings) {
        this.hub = hub;
        this.admission = admission;
        this.unfinished = unfinished;
        this.cursors = cursors;
        this.pingNanos = settings.nanos(Limit.PING_INTERVAL_MS);
        this.silenceNanos = pingNanos * 5 / 2;
        this.connectNanos = settings.nanos(Limit.CONNECT_TIMEOUT_MS);
        this.messageNanos = settings.nanos(Limit.MESSAGE_TIMEOUT_MS);
    }

    /** Looks at every connection once. To be called a few times a second. */
    public void sweep() {
        for (Connection connection : hub.connections()) {
            look(connection);
        }
        unfinished.sweep();
    }

    private void look(Connection connection) {
        boolean unheard = isUnheard(connection);
        if (!connection.isOpen()) {
            admission.leave(connection); // Payara 6.2025.10 calls no @OnClose when a client leaves right after the handshake
        } else if (connection.isStuck()) {
            connection.closeAsSlow();
        } else if (connection.unfinishedNanos() > messageNanos) {
            connection.close(CloseCode.STALLED, COME_BACK_MS);
        } else if (!connection.isGreeted() && connection.signs().ageNanos() > connectNanos) {
            connection.close(CloseCode.CONNECT_TIMEOUT, COME_BACK_MS);
        } else if (connection.signs().silentNanos() > (unheard ? Math.min(connectNanos, silenceNanos) : silenceNanos)) {
            connection.cut(CloseCode.SILENT);
        } else {
            connection.pingIfDue(unheard ? Math.min(pingNanos, connectNanos / FIRST_PINGS) : everyNanos(connection), () -> cursors.sealed(NOBODY));
        }
    }

    /** That the client of an event stream is gone shows in what is written to it only, and its proxies lose patience soon. */
    private long everyNanos(Connection connection) {
        return connection.signs().areExpected() ? pingNanos : Math.min(pingNanos, EVENTS_NANOS);
    }

    /**
     * Whether a connection has given no sign of life since it was opened.
     *
     * <p>Payara 6.2025.10 overlooks the end of a client that comes right behind its handshake, and perhaps its first frame, until more comes: the
     * answer to a ping does.
     */
    private static boolean isUnheard(Connection connection) {
        long age = connection.signs().ageNanos();
        boolean quiet = connection.dialect() == Dialect.RAW || !connection.isGreeted(); // connect is a sign of life
        return quiet && connection.signs().silentNanos() >= age; // asked later, so not less unless it was heard
    }
}
