package carillon.relay;

import carillon.backplane.Self;
import carillon.config.Release;
import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.logging.Logger;

/** What the log says of a node when it starts and when it has ended, in figures. Safe for use by any thread. */
@ApplicationScoped
public class NodeReport {

    private static final Logger LOG = Logger.getLogger(NodeReport.class.getName());
    private static final long MB = 1024L * 1024;

    private final Self self;
    private final Release release;
    private final Settings settings;

    /** For the container's proxy only. */
    protected NodeReport() {
        this(null, null, Settings.of(Map.of()));
    }

    /** Makes one. */
    @Inject
    public NodeReport(Self self, Release release, Settings settings) {
        this.self = self;
        this.release = release;
        this.settings = settings;
    }

    /**
     * The node starts.
     *
     * @param server what the server says of itself
     * @param path where the application answers, on the server's own addresses
     */
    public void starts(String server, String path) {
        Runtime jvm = Runtime.getRuntime();
        LOG.info(() -> "Starting: node " + self.name() + ", origin " + self.origin() + ", Carillon " + release.version() + " on " + server + ", Java " + Runtime.version().feature() + ", " + jvm.availableProcessors()
                + " processors, heap " + jvm.maxMemory() / MB + " MB; " + settings.address() + path + ", topic '" + settings.topic() + "'" + settings.broker().map(broker -> " at " + broker).orElse("")
                + ", level " + settings.level() + settings.journal().map(queue -> ", journal '" + queue + "'").orElse("") + "; " + upSeconds() + " s after the JVM.");
    }

    /** All that runs by itself has ended. */
    public void ended() {
        LOG.info(() -> "Ended: node " + self.name() + ", origin " + self.origin() + ", " + upSeconds() + " s after the JVM's start.");
    }

    /** How long the JVM has been there, in seconds with one decimal. */
    static String upSeconds() {
        return seconds(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    static String seconds(long ms) {
        return ms / 1_000 + "." + ms % 1_000 / 100;
    }
}
