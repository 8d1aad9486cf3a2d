package carillon;

import static carillon.Ward.ailments;
import static carillon.Ward.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Refusal;
import carillon.backplane.Rejected;
import carillon.doctor.Ailment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of envelopes that were refused. */
@Timeout(60)
class DoctorOfEnvelopesTest {

    private final Ward ward = new Ward();

    private void refused(Refusal refusal) {
        ward.topic.malformed(new Rejected(refusal.reason(), "ID:1", "bytes", null, null, refusal));
    }

    @ParameterizedTest
    @CsvSource({"UNSIGNED, UNSIGNED_ENVELOPES", "ALTERED, UNSIGNED_ENVELOPES", "MISPLACED, UNSIGNED_ENVELOPES", "OTHER_KEY, OTHER_CLUSTER_KEY"})
    void tellsForAMinuteOfWhatWasRefusedAndDoesNotTakeItForAnotherProgram(Refusal refusal, Ailment ailment) {
        TestNode node = ward.boot();
        ward.pass(3_000);
        for (int i = 0; i < 5; i++) {
            refused(refusal);
        }
        ward.pass(1_500);
        assertThat(diagnosis(node, ailment)).startsWith("5 envelopes");
        assertThat(ailments(node)).doesNotContain(Ailment.OTHER_APPLICATION);
        ward.pass(62_000);
        assertThat(ailments(node)).doesNotContain(ailment);
    }

    @Test
    void remindsOfASettingThatIsForAnUpgradeOnly() {
        TestNode upgrading = ward.boot("carillon.cluster.unsigned", "accept");
        TestNode strict = ward.boot();
        ward.pass(2_000);
        assertThat(diagnosis(upgrading, Ailment.UNSIGNED_ACCEPTED)).contains("carillon.cluster.unsigned=accept");
        assertThat(ailments(strict)).doesNotContain(Ailment.UNSIGNED_ACCEPTED);
    }
}
