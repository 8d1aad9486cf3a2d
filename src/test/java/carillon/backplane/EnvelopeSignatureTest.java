package carillon.backplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carillon.config.Settings;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeSignatureTest {

    private static final byte[] HEAD = bytes("batch of a from 1");
    private static final byte[] BODY = bytes("news");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static EnvelopeSignature with(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return new EnvelopeSignature(Settings.of(map));
    }

    private static EnvelopeSignature ofKey(String key) {
        return with("carillon.cluster.key", key);
    }

    @Test
    void isTakenByWhoHasTheSameSecretAndBindsHeadAndBody() {
        EnvelopeSignature ours = ofKey("the secret of all nodes");
        String signature = ofKey("the secret of all nodes").sign(HEAD, BODY);
        assertThat(ours.check(signature, HEAD, BODY)).isEmpty();
        assertThat(ours.check(signature, bytes("batch of a from 2"), BODY)).contains(Refusal.ALTERED);
        assertThat(ours.check(signature, HEAD, bytes("olds"))).contains(Refusal.ALTERED);
        assertThat(ours.check(signature, bytes("batch of a from 1n"), bytes("ews"))).as("where the head ends is signed too").contains(Refusal.ALTERED);
    }

    @Test
    void isRefusedWhereThereIsNoneOrItIsNone() {
        EnvelopeSignature ours = ofKey("the secret of all nodes");
        assertThat(ours.check(null, HEAD, BODY)).contains(Refusal.UNSIGNED);
        for (String none : new String[] {"", "!", "A".repeat(26), "A".repeat(100_000), "!".repeat(27)}) {
            assertThat(ours.check(none, HEAD, BODY)).contains(Refusal.ALTERED);
        }
        String signature = ours.sign(HEAD, BODY);
        for (int i = 0; i < signature.length() - 1; i++) {
            String other = signature.substring(0, i) + (signature.charAt(i) == 'A' ? 'B' : 'A') + signature.substring(i + 1);
            assertThat(ours.check(other, HEAD, BODY)).as("character %d", i).isPresent();
        }
    }

    @Test
    void tellsAnotherKeyFromAForgedSignature() {
        assertThat(ofKey("the secret of all nodes").check(ofKey("the secret of some other").sign(HEAD, BODY), HEAD, BODY)).contains(Refusal.OTHER_KEY);
    }

    @Test
    void holdsForOneTopicOnly() {
        String elsewhere = with("carillon.cluster.key", "the secret of all nodes", "carillon.topic", "elsewhere").sign(HEAD, BODY);
        assertThat(ofKey("the secret of all nodes").check(elsewhere, HEAD, BODY)).isPresent();
    }

    @Test
    void comesOfTheBrokersPasswordWhereNoSecretIsSet() {
        EnvelopeSignature password = with("carillon.broker.password", "short");
        assertThat(password.check(with("carillon.broker.password", "short").sign(HEAD, BODY), HEAD, BODY)).isEmpty();
        assertThat(password.check(with("carillon.broker.password", "other").sign(HEAD, BODY), HEAD, BODY)).contains(Refusal.OTHER_KEY);
        EnvelopeSignature both = with("carillon.broker.password", "short", "carillon.cluster.key", "the secret of all nodes");
        assertThat(both.check(password.sign(HEAD, BODY), HEAD, BODY)).as("a secret that is set takes the password's place").contains(Refusal.OTHER_KEY);
    }

    /** As the manual says it: no node refuses another at any moment of the two restarts. */
    @Test
    void aSecretIsChangedByTwoRollingRestarts() {
        EnvelopeSignature before = ofKey("the old secret of all nodes");
        EnvelopeSignature first = with("carillon.cluster.key", "the old secret of all nodes", "carillon.cluster.key.previous", "the new secret of all nodes");
        EnvelopeSignature second = with("carillon.cluster.key", "the new secret of all nodes", "carillon.cluster.key.previous", "the old secret of all nodes");
        EnvelopeSignature after = ofKey("the new secret of all nodes");
        accept(before, first);
        accept(first, second);
        accept(second, after);
        assertThat(after.check(before.sign(HEAD, BODY), HEAD, BODY)).contains(Refusal.OTHER_KEY);
    }

    private static void accept(EnvelopeSignature one, EnvelopeSignature other) {
        assertThat(one.check(other.sign(HEAD, BODY), HEAD, BODY)).isEmpty();
        assertThat(other.check(one.sign(HEAD, BODY), HEAD, BODY)).isEmpty();
    }

    @Test
    void thatIsMissingIsAcceptedOnlyWhereThatIsSetAndAWrongOneNever() {
        EnvelopeSignature upgrading = with("carillon.cluster.key", "the secret of all nodes", "carillon.cluster.unsigned", "accept");
        assertThat(upgrading.check(null, HEAD, BODY)).isEmpty();
        assertThat(upgrading.check("A".repeat(27), HEAD, BODY)).isPresent();
        assertThatThrownBy(() -> with("carillon.cluster.unsigned", "yes")).hasMessage("carillon.cluster.unsigned must be refuse or accept, not 'yes'.");
    }

    @Test
    void needsASecret() {
        assertThatThrownBy(() -> with().sign(HEAD, BODY)).hasMessageContainingAll("carillon.cluster.key", "carillon.broker.password");
        assertThatThrownBy(() -> ofKey("short")).hasMessage("carillon.cluster.key must have 16 characters or more.");
    }
}
