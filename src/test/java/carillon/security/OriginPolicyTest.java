package carillon.security;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {

    private final OriginPolicy own = policy("");
    private final OriginPolicy portal = policy("https://portal.example, http://intra.example:8080");
    private final OriginPolicy any = policy("*");

    private static OriginPolicy policy(String origins) {
        return new OriginPolicy(Settings.of(Map.of("carillon.origins", origins)));
    }

    private static boolean allows(OriginPolicy policy, String origin) {
        return policy.allows(List.of(origin), "https", "push.example");
    }

    @ParameterizedTest
    @CsvSource({"https://push.example,https,push.example", "https://push.example,https,push.example:443", "https://push.example:443,https,push.example",
        "http://push.example,http,push.example:80", "http://push.example:80,http,push.example", "http://localhost:8080,http,localhost:8080",
        "https://push.example,https,PUSH.Example", "http://127.0.0.1:8080,http,127.0.0.1:8080", "http://[::1]:8080,http,[::1]:8080", "http://[::1],http,[::1]",
        "https://xn--bcher-kva.example,https,xn--bcher-kva.example"})
    void allowsTheNodesOwnOrigin(String origin, String scheme, String host) {
        assertThat(own.allows(List.of(origin), scheme, host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"http://push.example,https,push.example", "https://push.example,http,push.example", "https://push.example:8443,https,push.example",
        "https://push.example,https,push.example:8443", "https://push.example,https,other.example", "http://push.example:443,https,push.example",
        "https://push.example:80,http,push.example"})
    void tellsOriginsApartBySchemeHostAndPort(String origin, String scheme, String host) {
        assertThat(own.allows(List.of(origin), scheme, host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://push.example.evil.example", "https://evilpush.example", "https://push.example@evil.example", "https://user@push.example",
        "https://user:pw@push.example", "https://push.example/", "https://push.example/path", "https://push.example?q", "https://push.example#f", "https://push.example:",
        "https://push.example:443:443", "https://push.example:0443x", "https://push.example:-1", "https://push.example:443443", "https:push.example", "//push.example",
        "push.example", "wss://push.example", "file://", "null", "", " ", "*", "https://*", "https://push.example https://push.example", "https://push.example,https://push.example",
        " https://push.example", "https://push.example\n", "https://push.ex\u0430mple", "https://b\u00fccher.example", "https://push.example\\@evil.example", "https://[::1",
        "https://::1", "https://", "javascript:alert(1)", "https://push.example%2eevil.example"})
    void refusesWhatIsNotExactlyAnAllowedOrigin(String origin) {
        assertThat(allows(own, origin)).isFalse();
        assertThat(allows(portal, origin)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://portal.example", "https://portal.example:443", "http://intra.example:8080", "https://push.example"})
    void allowsWhatTheSettingNamesBesidesTheOwn(String origin) {
        assertThat(allows(portal, origin)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://portal.example", "https://intra.example:8080", "http://intra.example", "https://sub.portal.example", "https://portal.example.evil.example",
        "https://portal.example:8443"})
    void allowsNothingLikeIt(String origin) {
        assertThat(allows(portal, origin)).isFalse();
    }

    @Test
    void allowsEveryOriginWhereTheSettingSaysSo() {
        assertThat(allows(any, "http://anything.example:81")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "nonsense", "https://user@a.example", "https://a.example/path"})
    void refusesWhatIsNoOriginEvenThen(String origin) {
        assertThat(allows(any, origin)).isFalse();
    }

    @Test
    void refusesTwoHeaders() {
        assertThat(any.allows(List.of("https://push.example", "https://push.example"), "https", "push.example")).isFalse();
    }

    @Test
    void refusesAHeaderOfEightKilobytes() {
        assertThat(allows(any, "https://" + "a".repeat(8_192))).isFalse();
        String host = "a.".repeat(4_096) + "example";
        assertThat(own.allows(List.of("https://" + host), "https", host)).isFalse();
    }

    @Test
    void knowsNoOriginOfItsOwnWithoutAHost() {
        assertThat(own.allows(List.of("https://push.example"), "https", null)).isFalse();
        assertThat(own.allows(List.of("https://push.example"), "https", "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "https,http", "", "HTTPS://evil.example#"})
    void takesNoSchemeButHttpAndHttps(String scheme) {
        assertThat(own.allows(List.of("https://push.example"), scheme, "push.example")).isFalse();
    }

    @Test
    void refusesARequestWithoutOriginOnlyWhereOneIsRequired() {
        OriginPolicy required = new OriginPolicy(Settings.of(Map.of("carillon.origins.required", "true", "carillon.origins", "*")));
        assertThat(own.allows(List.of(), "https", "push.example")).isTrue();
        assertThat(required.allows(List.of(), "https", "push.example")).isFalse();
        assertThat(allows(required, "https://push.example")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal.example", "https://portal.example/", "https://*.portal.example", "null", "HTTPS://portal.example", "https://portal.example:65536"})
    void leavesASettingAsideThatCouldNeverMatch(String origins) {
        assertThat(OriginPolicy.neverMatches(origins)).isTrue();
        assertThat(allows(policy(origins), "https://portal.example")).isFalse();
        assertThat(allows(policy(origins + ",https://other.example"), "https://other.example")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://portal.example", "http://portal.example:65535", "http://[::1]:8080"})
    void knowsASettingThatCanMatch(String origin) {
        assertThat(OriginPolicy.neverMatches(origin)).isFalse();
    }
}
