package carillon.relay;

import carillon.backplane.Peers;
import carillon.backplane.Pulse;
import carillon.backplane.Uplink;
import carillon.config.Settings;
import carillon.history.History;
import carillon.snapshot.Means;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.logging.Logger;

/** What the log says of a node when it takes clients for the first time, in figures. One thread at a time. */
@ApplicationScoped
public class ReadyReport {

    private static final Logger LOG = Logger.getLogger(ReadyReport.class.getName());

    private final Pulse pulse;
    private final Boot boot;
    private final History history;
    private final Means means;
    private final Peers peers;
    private final Uplink uplink;
    private boolean told;

    /** For the container's proxy only. */
    protected ReadyReport() {
        this(null, null, new History(Settings.of(Map.of()), () -> 0), null, null, null);
    }

    /** Makes one of a node that is not ready. */
    @Inject
    public ReadyReport(Pulse pulse, Boot boot, History history, Means means, Peers peers, Uplink uplink) {
        this.pulse = pulse;
        this.boot = boot;
        this.history = history;
        this.means = means;
        this.peers = peers;
        this.uplink = uplink;
    }

    /** Tells it once. To be called a few times a second. */
    public void tick() {
        if (!told && pulse.alive() && boot.isOver()) {
            told = true;
            LOG.info(this::words);
        }
    }

    private String words() {
        return "Ready: " + NodeReport.upSeconds() + " s after the JVM's start; mode " + means.mode().word() + ", history of " + history.size() + " publications (" + history.bytes() + " bytes) taken over, "
                + peers.present().size() + " nodes heard" + uplink.provider().map(broker -> ", broker's client " + broker.name() + " " + broker.version()).orElse("") + ".";
    }
}
