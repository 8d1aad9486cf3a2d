package carillon.ops;

import carillon.backplane.Downlink;
import carillon.backplane.ForeignIds;
import carillon.backplane.Peers;
import carillon.backplane.Pulse;
import carillon.backplane.Refusals;
import carillon.backplane.Rejections;
import carillon.backplane.Self;
import carillon.backplane.Uplink;
import carillon.config.ManualTicker;
import carillon.config.Release;
import carillon.config.Settings;
import carillon.doctor.Doctor;
import carillon.doctor.Site;
import carillon.doctor.NodeThreads;
import carillon.doctor.Vitality;
import carillon.history.History;
import carillon.hub.Draining;
import carillon.hub.Fanouts;
import carillon.hub.Hub;
import carillon.relay.PublishQueue;
import carillon.sequence.Answers;
import carillon.sequence.Sequencer;
import carillon.sequence.Unechoed;
import carillon.snapshot.Means;
import carillon.traffic.Inflow;
import carillon.traffic.Recoveries;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics of a node that has just been made, and so of any. */
final class Scrape {

    private Scrape() {
    }

    static List<MetricSnapshot> families() {
        Settings settings = Settings.of(Map.of());
        ManualTicker ticker = new ManualTicker();
        Hub hub = new Hub();
        Self self = new Self(settings);
        Pulse pulse = new Pulse(settings, ticker);
        Sequencer sequencer = new Sequencer(settings, ticker);
        Draining draining = new Draining();
        Uplink uplink = new Uplink(ticker);
        Downlink downlink = new Downlink(ticker);
        Doctor doctor = new Doctor(List.of(), Site.UNKNOWN, ticker);
        NodeState state = new NodeState(self, pulse, sequencer, draining, new Vitality(uplink, downlink, new NodeThreads(), settings, ticker), doctor);
        return Stream.of(new ClientMeter(hub, new Recoveries()),
                new EnvelopeMeter(new Refusals(), sequencer, self),
                new PublicationMeter(new Inflow(), Fanouts.of(hub), sequencer, new Answers(settings, ticker), new History(settings, ticker), new ForeignIds(), new Rejections(ticker)),
                new NodeMeter(state, self, pulse, new Peers(settings, ticker), uplink, downlink, new PublishQueue(settings, ticker), new Unechoed(settings), new Means(), draining, doctor, new Release("1")))
                .flatMap(Meter::read).toList();
    }

    static String text() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        families().forEach(all::metricSnapshot);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, all.build(), EscapingScheme.DEFAULT);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The names by which queries ask. */
    static Set<String> names() {
        return text().lines().filter(line -> !line.startsWith("#")).map(line -> line.split("[{ ]")[0]).collect(Collectors.toSet());
    }
}
