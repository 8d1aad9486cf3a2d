package carillon.ops;

import static carillon.ops.Families.counter;
import static carillon.ops.Families.flag;
import static carillon.ops.Families.gauge;

import carillon.backplane.Downlink;
import carillon.backplane.Peers;
import carillon.backplane.Pulse;
import carillon.backplane.Self;
import carillon.backplane.Uplink;
import carillon.config.Release;
import carillon.doctor.Ailment;
import carillon.doctor.Doctor;
import carillon.doctor.Finding;
import carillon.hub.Draining;
import carillon.sequence.Unechoed;
import carillon.snapshot.Means;
import carillon.snapshot.Mode;
import carillon.traffic.OutboundQueue;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads how this node is, and how it is with the broker. */
@ApplicationScoped
public class NodeMeter implements Meter {

    private static final double MS = 1_000;

    private final NodeState state;
    private final Self self;
    private final Pulse pulse;
    private final Peers peers;
    private final Uplink uplink;
    private final Downlink downlink;
    private final OutboundQueue queue;
    private final Unechoed unechoed;
    private final Means means;
    private final Draining draining;
    private final Doctor doctor;
    private final Release release;

    /** For the container's proxy only. */
    protected NodeMeter() {
        this(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Makes one of what it reads. */
    @Inject
    public NodeMeter(NodeState state, Self self, Pulse pulse, Peers peers, Uplink uplink, Downlink downlink, OutboundQueue queue, Unechoed unechoed, Means means,
            Draining draining, Doctor doctor, Release release) {
        this.state = state;
        this.self = self;
        this.pulse = pulse;
        this.peers = peers;
        this.uplink = uplink;
        this.downlink = downlink;
        this.queue = queue;
        this.unechoed = unechoed;
        this.means = means;
        this.draining = draining;
        this.doctor = doctor;
        this.release = release;
    }

    @Override
    public Stream<MetricSnapshot> read() {
        Mode mode = means.mode();
        Set<Ailment> found = doctor.findings().stream().map(Finding::ailment).collect(Collectors.toSet());
        return Stream.of(Families.info("node", "Which node this is, and which version of Carillon it runs.", Labels.of("node", self.name(), "version", release.version())),
                flag("ready", "1 if this node may be sent clients.", state.isReady()),
                flag("live", "1 unless a part of this node has been stuck or dead for long.", state.isLive()),
                flag("degraded", "1 if this node does not hear its own heartbeat through the broker.", !pulse.alive()),
                flag("draining", "1 once this node is about to stop.", draining.isBegun()),
                gauge("heartbeat_age_seconds", "How long ago this node last heard its own heartbeat through the broker; NaN if it never did.",
                        pulse.ageMs().isPresent() ? pulse.ageMs().getAsLong() / MS : Double.NaN),
                gauge("nodes", "Nodes that are there, this one included, as far as it hears.", peers.present().size()),
                flag("broker_connected", "1 if the broker takes what this node says.", uplink.takenMs().isPresent()),
                counter("broker_failures", "Times that the broker was not there or did not answer; it is tried four times a second.", uplink.failures()),
                counter("broker_messages", "Messages of the topic that the server has handed to this node.", downlink.calls()),
                gauge("publish_queue_publications", "Publications that wait for the broker, or for their echo.", queue.waiting()),
                gauge("publish_queue_bytes", "Payloads and names of those that wait for the broker.", queue.waitingBytes()),
                counter("publish_queue_displaced", "Publications that waited and were refused (busy), to make room for those of clients that had less waiting.", queue.displaced()),
                gauge("publish_queue_fullness_ratio", "How full that queue is, by number or bytes: at 1 publications are refused.", queue.fullness()),
                gauge("unechoed_publications", "Publications of this node that have not come back to it through the broker.", unechoed.size()),
                gauge("mode", "By what means this node gets what it did not hear: 1 for the one that it has.", "mode", Stream.of(Mode.values()), Mode::word,
                        one -> one == mode ? 1 : 0),
                gauge("finding", "What the cluster doctor finds: 1 for what is wrong.", "finding", Stream.of(Ailment.values()), Ailment::word, one -> found.contains(one) ? 1 : 0));
    }
}
