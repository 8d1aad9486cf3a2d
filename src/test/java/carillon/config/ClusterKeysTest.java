package carillon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterKeysTest {

    private static ClusterKeys with(String key, String value) {
        return Settings.of(Map.of(key, value)).clusterKeys();
    }

    @Test
    void saysWhatToDoWhereThereIsNoSecret() {
        assertThatThrownBy(() -> Settings.of(Map.of()).clusterKeys().require()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Set carillon.cluster.key (16 characters or more, the same on all nodes), or let the application see carillon.broker.password");
        assertThatCode(() -> with("carillon.cluster.key", "a secret of all nodes").require()).doesNotThrowAnyException();
        assertThatCode(() -> with("carillon.broker.password", "x").require()).doesNotThrowAnyException();
    }

    /** Nodes of a later version, or of another make, have to come to the same: PBKDF2 with the topic as salt, then HMAC with the purpose. */
    @Test
    void areTheSameForEver() {
        byte[] key = with("carillon.cluster.key", "a secret of all nodes").derive("envelopes 1").get(0);
        assertThat(Base64.getEncoder().encodeToString(key)).isEqualTo("JjAhYg/WZWae1JogIMBh27fHd60X/VZ6YNfsPn/XGsI=");
        assertThat(with("carillon.broker.password", "a secret of all nodes").derive("envelopes 1").get(0)).isEqualTo(key);
    }

    @Test
    void ofOnePurposeSayNothingOfThoseOfAnother() {
        ClusterKeys keys = with("carillon.cluster.key", "a secret of all nodes");
        assertThat(keys.derive("a").get(0)).isNotEqualTo(keys.derive("b").get(0)).hasSize(32);
    }

    @Test
    void putTheOneToUseFirst() {
        ClusterKeys keys = Settings.of(Map.of("carillon.cluster.key", "the new secret of all", "carillon.cluster.key.previous", "old")).clusterKeys();
        assertThat(keys.derive("a")).hasSize(2);
        assertThat(keys.derive("a").get(0)).isEqualTo(with("carillon.cluster.key", "the new secret of all").derive("a").get(0));
        assertThat(Settings.of(Map.of()).clusterKeys().derive("a")).isEmpty();
    }

    @Test
    void keepSecretsToThemselves() {
        assertThat(with("carillon.cluster.key", "a secret of all nodes").toString()).doesNotContain("secret");
    }
}
