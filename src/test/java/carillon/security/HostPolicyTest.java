package carillon.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import carillon.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPolicyTest {

    private final HostPolicy unset = policy("");
    private final HostPolicy push = policy("push.example, *.Apps.example., gate.example:8443, 10.0.0.5, [2001:db8::1]");

    private static Settings settings(String hosts) {
        return Settings.of(Map.of("carillon.hosts", hosts));
    }

    private static HostPolicy policy(String hosts) {
        return new HostPolicy(settings(hosts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "LOCALHOST", "localhost.", "a.localhost:1", "127.0.0.1", "127.0.0.1:8080", "127.8.9.10", "127.0.0.1.", "[::1]", "[::1]:8080",
        "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]"})
    void theMachineItselfIsAlwaysAllowed(String host) {
        assertThat(unset.allows(host, "http")).isTrue();
        assertThat(push.allows(host, "http")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "push.example", "localhost.evil.example", "127.0.0.1.evil.example", "evillocalhost", "0.0.0.0", "10.0.0.5", "[::]", "[::2]",
        "127.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433", "127.0.0.256", "[127.0.0.1]", "[::1%25lo]", "::1", "", " ", "localhost, evil.example", "localhost:x", "localhost:", ":80",
        "evil.example@localhost", "localhost/evil.example", "localhost\u0000", "loc\u0430lhost", "localhost..", ".localhost", "http://localhost", "*", "*.localhost"})
    void nothingElseIsWhereTheSettingIsMissing(String host) {
        assertThat(unset.allows(host, "http")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"push.example,https", "push.example:443,https", "push.example:80,http", "push.example:8080,http", "PUSH.example.,https", "a.apps.example,http", "a.b.apps.example:8080,http",
        "gate.example:8443,https", "10.0.0.5:8080,http", "[2001:db8::1],http", "[2001:DB8:0:0::1]:8080,http"})
    void whatTheSettingNamesIsAllowed(String host, String scheme) {
        assertThat(push.allows(host, scheme)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "push.example.evil.example", "evilpush.example", "apps.example", "evilapps.example", "x.push.example", "gate.example", "gate.example:8444", "10.0.0.6",
        "[2001:db8::2]", "push_example"})
    void nothingElseIs(String host) {
        assertThat(push.allows(host, "https")).isFalse();
    }

    @Test
    void thePortOfTheSchemeIsTheOneThatIsNotWritten() {
        HostPolicy https = policy("push.example:443");
        assertThat(https.allows("push.example", "https")).isTrue();
        assertThat(https.allows("push.example:443", "http")).isTrue();
        assertThat(https.allows("push.example", "http")).isFalse();
    }

    @Test
    void aStarAllowsEachWellFormedHost() {
        assertThat(policy("*").allows("evil.example", "http")).isTrue();
        assertThat(policy("*").allows("a:x", "http")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.5,true", "10.0.0.5:8080,true", "[fe80::1]:8080,true", "evil.example,false", "10.0.0.5.evil.example,false", "evil.10,false", "'',false"})
    void anAddressIsToldFromAName(String host, boolean isAddress) {
        assertThat(unset.isAddress(host)).isEqualTo(isAddress);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://push.example", "push.example/", "push example", "*.10.0.0.1", "**.example", "a.*.example", "*example", "push.example:", "push.example:x", "[::1", "10.0.0.300"})
    void whatCanNeverFitIsRefusedAtTheStart(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> policy("push.example," + host)).withMessageContaining("carillon.hosts").withMessageContaining("'" + host + "'");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,true", "localhost,true", "::1,true", "127.0.1.1,true", "0.0.0.0,false", "::,false", "10.0.0.5,false", "push.example,false", "'',false"})
    void aNodeThatOthersCanReachNeedsTheSetting(String listenAddress, boolean loopback) {
        assertThat(HostPolicy.missing(listenAddress, settings("")).isEmpty()).isEqualTo(loopback);
        assertThat(HostPolicy.missing(listenAddress, settings("push.example"))).isEmpty();
    }

    @Test
    void aNodeThatOthersCanReachDoesNotStartWithoutIt() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HostPolicy(Settings.of(Map.of("carillon.http.address", "0.0.0.0")))).withMessageContaining("carillon.hosts");
        assertThat(new HostPolicy(Settings.of(Map.of("carillon.http.address", "0.0.0.0", "carillon.hosts", "push.example"))).allows("push.example", "http")).isTrue();
        assertThat(new HostPolicy(Settings.of(Map.of("carillon.http.address", "127.0.0.1"))).allows("localhost", "http")).isTrue();
    }

    @Test
    void whatIsMissingIsSaidWithTheSettingThatCuresIt() {
        assertThat(HostPolicy.missing("0.0.0.0", settings(""))).get().asString().contains("0.0.0.0").contains("carillon.hosts");
    }
}
