package carillon;

import static carillon.Ward.WITHIN_MS;
import static carillon.Ward.ailments;
import static carillon.Ward.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Backplane;
import carillon.backplane.Beat;
import carillon.backplane.LocalBackplane;
import carillon.channel.Origin;
import carillon.doctor.Ailment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that do not go together, and what the doctor says of them. */
@Timeout(300)
class DoctorOfPeersTest {

    private final Ward ward = new Ward();

    @Test
    void seesThatOneNodeIsMissingAndThatItHasComeBack() {
        TestNode one = ward.boot("carillon.nodes.expected", "3");
        ward.boot();
        ward.pass(WITHIN_MS);
        assertThat(diagnosis(one, Ailment.MISSING_NODES)).contains("2 are heard");
        ward.boot();
        ward.pass(2_000);
        assertThat(ailments(one)).doesNotContain(Ailment.MISSING_NODES);
    }

    @Test
    void seesANodeOfAnotherCluster() {
        TestNode ours = ward.boot("carillon.cluster", "production");
        TestNode theirs = ward.boot("carillon.cluster", "test");
        ward.pass(WITHIN_MS);
        assertThat(diagnosis(ours, Ailment.OTHER_CLUSTER)).contains("'test'").contains("'production'");
        assertThat(ailments(theirs)).contains(Ailment.OTHER_CLUSTER);
    }

    @Test
    void seesANodeOfAnotherVersion() {
        TestNode ours = ward.boot(TestNode.RELEASE, "1.1.0");
        ward.boot(TestNode.RELEASE, "1.2.0");
        ward.pass(WITHIN_MS);
        assertThat(diagnosis(ours, Ailment.VERSION_SKEW)).contains("1.2.0").contains("1.1.0");
    }

    @Test
    void seesANodeOfAVersionThatDoesNotSayWhich() throws Exception {
        TestNode ours = ward.boot();
        ward.pass(3_000);
        Backplane old = new LocalBackplane(ward.topic);
        old.open();
        old.broadcast(new Beat(new Origin("old"), 0));
        ward.pass(1_000);
        assertThat(diagnosis(ours, Ailment.VERSION_SKEW)).contains("older");
    }

    @ParameterizedTest
    @CsvSource({"6000, ahead of", "-6000, behind", "3600000, 3600 s ahead of"})
    void seesThatAClockDiffers(String aheadMs, String words) {
        TestNode ours = ward.boot();
        TestNode theirs = ward.boot(TestNode.CLOCK_AHEAD_MS, aheadMs);
        ward.pass(WITHIN_MS);
        assertThat(diagnosis(ours, Ailment.CLOCK_SKEW)).contains(theirs.origin()).contains(words);
        assertThat(ailments(theirs)).contains(Ailment.CLOCK_SKEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4000", "-4000"})
    void allowsClocksToDifferALittle(String aheadMs) {
        TestNode ours = ward.boot();
        ward.boot(TestNode.CLOCK_AHEAD_MS, aheadMs);
        ward.pass(WITHIN_MS);
        assertThat(ailments(ours)).doesNotContain(Ailment.CLOCK_SKEW);
    }

    @Test
    void takesNoDelayForASkew() {
        List<TestNode> three = ward.cluster();
        for (int i = 0; i < 3; i++) {
            three.get(0).ear().holdBack();
            ward.pass(7_000);
            three.get(0).ear().release();
            ward.pass(1_000);
            assertThat(ailments(three.get(0))).doesNotContain(Ailment.CLOCK_SKEW);
        }
    }

    @Test
    void takesADelayThatStaysForNoSkew() {
        TestNode node = ward.cluster().get(0);
        node.ear().holdBack();
        ward.pass(7_000);
        for (int i = 0; i < 10; i++) {
            node.ear().release(9); // of three nodes in two seconds
            ward.pass(2_000);
            assertThat(ailments(node)).doesNotContain(Ailment.CLOCK_SKEW);
        }
    }
}
