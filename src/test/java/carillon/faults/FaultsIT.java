package carillon.faults;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.cluster.Needed;
import carillon.cluster.Options;
import carillon.faults.kind.Faults;
import carillon.faults.stage.HaProxy;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short part of the fault campaign; all of it is {@code mvn -Pfaults}. It has a cluster of its own, since it breaks what others share. */
class FaultsIT {

    /** On a machine that is busy all may take longer than what is promised; that it comes is what is asked here. */
    private static final int PATIENCE = 6;

    private static Campaign campaign;

    @BeforeEach
    void needHaProxy() {
        Needed.program(HaProxy.program().isPresent(), HaProxy.HOW_TO_INSTALL);
        if (campaign == null) {
            campaign = new Campaign(System.out, PATIENCE);
        }
    }

    @AfterAll
    static void close() {
        if (campaign != null) {
            campaign.close();
        }
    }

    static List<Named<Fault>> faults() {
        return Faults.brief().stream().map(fault -> Named.of(fault.code() + " " + fault.what(), fault)).toList();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void noClientLosesDoublesOrDisordersAnythingBy(Fault fault) throws Exception {
        Outcome outcome = campaign.run(fault, 1, FaultsCommand.seedOf(fault, 1, Options.number("seed", 1, 0, Integer.MAX_VALUE)));
        assertThat(outcome.unanswered()).as("publications without an answer").isEmpty();
        assertThat(outcome.complaints()).as("complaints").isEmpty();
        assertThat(outcome.findings().worst()).as("what the checker found").isEmpty();
    }
}
