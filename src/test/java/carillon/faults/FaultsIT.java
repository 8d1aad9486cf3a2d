package carillon.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.cluster.Options;
import carillon.faults.kind.Faults;
import carillon.faults.stage.HaProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short part of the fault campaign; all of it is {@code mvn -Pfaults}. It has a cluster of its own, since it breaks what others share. */
class FaultsIT {

    private static Campaign campaign;

    /** On CI nothing is skipped silently. */
    @BeforeAll
    static void needHaProxy() {
        if (HaProxy.program().isEmpty() && "true".equals(System.getenv("CI"))) {
            fail(HaProxy.HOW_TO_INSTALL);
        }
        assumeTrue(HaProxy.program().isPresent(), HaProxy.HOW_TO_INSTALL);
        campaign = new Campaign(System.out);
    }

    @AfterAll
    static void close() {
        if (campaign != null) {
            campaign.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"F20", "F3", "F6", "F1", "F13", "F12"})
    void noClientLosesDoublesOrDisordersAnythingBy(String code) throws Exception {
        Fault fault = Faults.named(code).get(0);
        Outcome outcome = campaign.run(fault, 1, FaultsCommand.seedOf(fault, 1, Options.number("seed", 1, 0, Integer.MAX_VALUE)));
        assertThat(outcome.complaints()).as("complaints").isEmpty();
        assertThat(outcome.findings().worst()).as("what the checker found").isEmpty();
    }
}
