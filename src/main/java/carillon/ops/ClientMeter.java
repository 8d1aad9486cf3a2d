package carillon.ops;

import static carillon.ops.Families.counter;
import static carillon.ops.Families.gauge;

import carillon.hub.Connection;
import carillon.hub.Hub;
import carillon.traffic.Door;
import carillon.traffic.Latency;
import carillon.traffic.Outflow;
import carillon.traffic.Recoveries;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Reads what there is of clients, and what was written to them. */
@ApplicationScoped
public class ClientMeter implements Meter {

    private static final String DOOR = "door";

    private final Hub hub;
    private final Recoveries recoveries;

    /** For the container's proxy only. */
    protected ClientMeter() {
        this(null, null);
    }

    /** Makes one of what it reads. */
    @Inject
    public ClientMeter(Hub hub, Recoveries recoveries) {
        this.hub = hub;
        this.recoveries = recoveries;
    }

    @Override
    public Stream<MetricSnapshot> read() {
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(gauge("connections", "Connections of this node.", DOOR, Door.OUT.stream(), Door::word, of(Outflow::connections)));
        all.add(opened("connections_opened", "Connections that this node has taken.", Outflow::openedInAll));
        all.add(gauge("subscriptions", "Subscriptions of all connections of this node.", hub.subscriptions()));
        all.add(gauge("channels", "Channels that somebody follows on this node.", hub.channels()));
        all.add(counter("evictions", "Connections that were closed because all connections together held more than the node may keep for them.", hub.evictions()));
        all.add(counter("slow_consumers", "Connections that were closed because they read too slowly.", hub.slowConsumers()));
        all.add(opened("publications_written", "Publications that were written to clients, each counted for each client.", Outflow::publications));
        all.add(opened("written_bytes", "Bytes that were written to clients, without what frames and TLS add.", Outflow::bytes));
        all.add(opened("writes", "Writes to clients; many publications may share one.", Outflow::writes));
        all.add(opened("publications_dropped", "Publications that a client did not get because they waited too long, as carillon.overflow allows.", Outflow::droppedInAll));
        all.add(counter("recoveries", "Clients that came back with a cursor, by how many of their channels were recovered.", "result",
                Stream.of(Recoveries.Result.values()), Recoveries.Result::word, recoveries::count));
        all.add(latency());
        all.addAll(outboxes());
        return all.stream();
    }

    private MetricSnapshot opened(String name, String help, ToDoubleFunction<Outflow> value) {
        return counter(name, help, DOOR, Door.OUT.stream(), Door::word, of(value));
    }

    private ToDoubleFunction<Door> of(ToDoubleFunction<Outflow> value) {
        return door -> value.applyAsDouble(hub.outflow(door));
    }

    private MetricSnapshot latency() {
        HistogramSnapshot.Builder family = HistogramSnapshot.builder().name(Families.name("publication_latency_seconds"))
                .help("Time from when this node accepted a publication to when a client of this node had it written to its socket, through the broker. Of this node's own"
                        + " publications only, as nodes have no clock in common; of the first of a batch, ten a second at the most, each counted for each client.");
        for (Door door : Door.OUT) {
            Latency latency = hub.outflow(door).latency();
            family.dataPoint(HistogramDataPointSnapshot.builder().labels(Labels.of(DOOR, door.word()))
                    .classicHistogramBuckets(ClassicHistogramBuckets.of(Latency.bounds(), latency.counts())).sum(latency.seconds()).build());
        }
        return family.build();
    }

    /** One walk over all connections. */
    private List<MetricSnapshot> outboxes() {
        Collection<Connection> connections = hub.connections();
        long waiting = 0;
        long most = 0;
        long unproven = 0;
        for (Connection connection : connections) {
            int bytes = connection.waitingBytes();
            waiting += bytes;
            most = Math.max(most, bytes);
            unproven += connection.unprovenBytes();
        }
        return List.of(gauge("outbox_bytes", "Bytes that wait to be written, in the outboxes of all connections.", waiting),
                gauge("outbox_largest_bytes", "Bytes that wait to be written in the outbox that holds most.", most),
                gauge("unproven_bytes", "Bytes that were written of which clients have not yet proved, by answering a ping, that they read them.", unproven));
    }
}
