package carillon.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of the metrics, and of those who ask for them. */
class MetricsTest {

    private static final Pattern NAME = Pattern.compile("carillon_[a-z_]+");
    private static final Path MANUAL = Path.of("docs/operations.md");

    static Stream<MetricSnapshot> families() {
        return Scrape.families().stream();
    }

    @ParameterizedTest
    @MethodSource("families")
    void keepToTheConventions(MetricSnapshot family) {
        MetricMetadata metadata = family.getMetadata();
        assertThat(metadata.getName()).startsWith("carillon_").matches("[a-z_]+").doesNotContainPattern("millis|_ms$|kilobytes|_count$|_total$");
        assertThat(metadata.getHelp()).endsWith(".");
        assertThat(family.getDataPoints()).isNotEmpty().allSatisfy(point -> assertThat(point.getLabels().size()).isLessThanOrEqualTo(2));
    }

    @Test
    void haveFewSeries() {
        assertThat(families().mapToInt(family -> family.getDataPoints().size()).sum()).as("a node costs Prometheus no more than this, whatever clients do").isLessThan(200);
        assertThat(families().map(family -> family.getMetadata().getName())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("families")
    void standInTheManualAsTheyAre(MetricSnapshot family) throws IOException {
        String labels = family.getDataPoints().get(0).getLabels().stream().map(label -> "`" + label.getName() + "`").collect(Collectors.joining(", "));
        String name = family.getMetadata().getName() + (family instanceof CounterSnapshot ? "_total" : "");
        assertThat(Files.readAllLines(MANUAL)).contains("| `" + name + "` | " + labels + " | " + family.getMetadata().getHelp() + " |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server-config/grafana/carillon.json", "server-config/grafana/carillon-alerts.yml"})
    void areAskedForByNamesThatThereAre(String file) throws IOException {
        Set<String> asked = NAME.matcher(Files.readString(Path.of(file))).results().map(found -> found.group()).collect(Collectors.toSet());
        assertThat(asked).hasSizeGreaterThan(8);
        assertThat(Scrape.names()).containsAll(asked);
    }
}
