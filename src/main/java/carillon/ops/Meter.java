package carillon.ops;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.stream.Stream;

/** The role of what reads a part of this node, when somebody asks for its metrics. Safe for use by any thread. */
interface Meter {

    /** Families of metrics, as they are now. */
    Stream<MetricSnapshot> read();
}
