package carillon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void setsVariantsSideBySideWithTheirRatio() {
        Report report = new Report(List.of("carillon", "naive"));
        report.add("S1: one channel", "carillon", "deliveries/s", 300_000);
        report.add("S1: one channel", "carillon", "latency, ms", 0.5);
        report.add("S1: one channel", "naive", "deliveries/s", 15_000);

        assertThat(report.markdown()).isEqualTo("""
                ### S1: one channel

                |              | carillon |  naive | carillon / naive |
                |--------------|---------:|-------:|-----------------:|
                | deliveries/s |  300,000 | 15,000 |             20.0 |
                | latency, ms  |    0.500 |      – |                – |

                Lost, doubled, out of order: nothing.
                """);
    }

    @Test
    void saysWhatWentWrong() {
        Report report = new Report(List.of("naive"));
        report.fault("naive, S1, 64 in flight: 0 lost, 0 doubled, 3 late");

        assertThat(report.markdown()).isEqualTo("""
                Lost, doubled, out of order:\s

                - naive, S1, 64 in flight: 0 lost, 0 doubled, 3 late
                """);
    }
}
