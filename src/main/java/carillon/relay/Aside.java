package carillon.relay;

import carillon.backplane.Peers;
import carillon.backplane.Rejected;
import carillon.backplane.Self;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Sees to it that a malformed message is set aside once, though every node hears it: the first of the nodes that are there does it.
 *
 * <p>So many a minute and no more, so that a mad producer can't fill the broker's disk with reports on itself. Safe for use by any thread.
 */
@ApplicationScoped
public class Aside {

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Self self;
    private final Peers peers;
    private final Sender sender;
    private final Ticker ticker;
    private final int perMinute;
    /** Guarded by this; so is the next field. */
    private long minuteStarted;
    private int thisMinute;

    /** For the container's proxy only. */
    protected Aside() {
        this(null, null, null, Settings.of(Map.of()), () -> 0);
    }

    /** Makes one that has set nothing aside. */
    @Inject
    public Aside(Self self, Peers peers, Sender sender, Settings settings, Ticker ticker) {
        this.self = self;
        this.peers = peers;
        this.sender = sender;
        this.ticker = ticker;
        this.perMinute = settings.get(Limit.REJECTED_PER_MINUTE);
        this.minuteStarted = ticker.nanos();
    }

    /** Puts a malformed message on its way, if it is for this node to do. */
    void add(Rejected rejected) {
        if (peers.isFirst(self.origin()) && withinRate()) {
            sender.setAside(rejected);
        }
    }

    private synchronized boolean withinRate() {
        if (ticker.nanos() - minuteStarted >= MINUTE_NANOS) {
            minuteStarted = ticker.nanos();
            thisMinute = 0;
        }
        thisMinute++;
        return thisMinute <= perMinute;
    }
}
