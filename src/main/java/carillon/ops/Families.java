package carillon.ops;

import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes families of metrics: a name without the prefix, a sentence, and numbers. Stateless. */
final class Families {

    private static final String PREFIX = "carillon_";

    private Families() {
    }

    static String name(String name) {
        return PREFIX + name;
    }

    /** A number that only rises, as long as the node is up; by convention {@code _total} is put behind its name. */
    static MetricSnapshot counter(String name, String help, double value) {
        return counter(name, help, Map.of(Labels.EMPTY, value));
    }

    /** One for each value of a label. */
    static <T> MetricSnapshot counter(String name, String help, String label, Stream<T> values, Function<T, String> word, ToDoubleFunction<T> value) {
        return counter(name, help, values.collect(Collectors.toMap(one -> Labels.of(label, word.apply(one)), value::applyAsDouble)));
    }

    /** One for each set of labels. */
    static MetricSnapshot counter(String name, String help, Map<Labels, Double> values) {
        CounterSnapshot.Builder family = CounterSnapshot.builder().name(name(name)).help(help);
        values.forEach((labels, value) -> family.dataPoint(CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
        return family.build();
    }

    /** A number that rises and falls. */
    static MetricSnapshot gauge(String name, String help, double value) {
        return gauge(name, help, Map.of(Labels.EMPTY, value));
    }

    /** One for each value of a label. */
    static <T> MetricSnapshot gauge(String name, String help, String label, Stream<T> values, Function<T, String> word, ToDoubleFunction<T> value) {
        return gauge(name, help, values.collect(Collectors.toMap(one -> Labels.of(label, word.apply(one)), value::applyAsDouble)));
    }

    /** Always 1: what there is to say stands in its labels; by convention {@code _info} is put behind its name. */
    static MetricSnapshot info(String name, String help, Labels labels) {
        return InfoSnapshot.builder().name(name(name)).help(help).dataPoint(InfoDataPointSnapshot.builder().labels(labels).build()).build();
    }

    /** 1 or 0. */
    static MetricSnapshot flag(String name, String help, boolean value) {
        return gauge(name, help, value ? 1 : 0);
    }

    private static MetricSnapshot gauge(String name, String help, Map<Labels, Double> values) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name(name)).help(help);
        values.forEach((labels, value) -> family.dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
        return family.build();
    }
}
