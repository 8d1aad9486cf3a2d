package carillon.check;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether the heap holds what the limits allow. */
class HeapSizeTest {

    private static final long MB = 1024 * 1024;

    private final Findings findings = new Findings();

    private Findings examine(long heap, Map<String, String> set) {
        new HeapSize(heap).examine(Settings.of(set), null, findings);
        return findings;
    }

    @Test
    void saysNothingWhereAllFits() {
        assertThat(examine(1024 * MB, Map.of()).warnings()).isEmpty();
    }

    @Test
    void namesTheNumberOfConnectionsThatFits() {
        assertThat(examine(512 * MB, Map.of()).warnings()).singleElement().asString()
                .contains("512 MB", "10000 connections", "carillon.connections.max to ");
        int fitting = Integer.parseInt(findings.warnings().get(0).replaceAll(".*connections.max to (\\d+)\\.", "$1"));
        assertThat(fitting).isBetween(1_000, 9_999);
        HeapSizeTest told = new HeapSizeTest();
        assertThat(told.examine(512 * MB, Map.of("carillon.connections.max", "" + fitting)).warnings()).isEmpty();
    }

    @Test
    void countsTheBudgetOfTheOutboxesThatIsSet() {
        Map<String, String> set = Map.of("carillon.outbox.total.max.bytes", "900000000");
        assertThat(examine(1024 * MB, set).warnings()).singleElement().asString().contains("-Xmx");
    }

    @Test
    void namesNoNumberOfConnectionsWhereNoneFits() {
        assertThat(examine(100 * MB, Map.of()).warnings()).singleElement().asString()
                .contains("lower the limits").doesNotContain("connections.max to");
    }
}
