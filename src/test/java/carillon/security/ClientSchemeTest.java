package carillon.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSchemeTest {

    private static final List<String> NONE = List.of();

    @Test
    void isThatOfTheRequestWhereNoProxySaysAnything() {
        assertThat(ClientScheme.of(NONE, NONE, "http")).isEqualTo("http");
        assertThat(ClientScheme.of(List.of(""), List.of(""), "https")).isEqualTo("https");
        assertThat(ClientScheme.of(List.of(" , "), NONE, "https")).isEqualTo("https");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"https|https", "HTTPS|https", "Http|http", "wss|https", "WSS|https", "ws|http", "https, http|https", "https,https|https", "http, https|http",
        " , https|https", "wss ,ws|https", "ftp|ftp", "https;x|https;x"})
    void isReadFromEachDialectOfForwardedProto(String sent, String scheme) {
        assertThat(ClientScheme.of(List.of(sent), NONE, "http")).isEqualTo(scheme);
    }

    @Test
    void isThatOfTheProxyWhichTheClientReached() {
        assertThat(ClientScheme.of(List.of("https", "http"), NONE, "http")).isEqualTo("https");
        assertThat(ClientScheme.of(NONE, List.of("proto=https", "proto=http"), "http")).isEqualTo("https");
        assertThat(ClientScheme.of(List.of("http"), List.of("proto=https"), "http")).isEqualTo("http");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"proto=https|https", "Proto=HTTPS|https", "proto=\"https\"|https", "proto=\"ht\\tps\"|https", "proto=wss|https",
        "for=192.0.2.60;proto=https;by=203.0.113.43|https", "for=\"[2001:db8::1]:80\";proto=https|https", "host=\"a;proto=http\";proto=https|https", "for=192.0.2.43:80 ; proto=https|https",
        "proto=https;host=push.example, for=10.0.0.1;proto=http|https", ";;proto=https|https",
        "for=192.0.2.60|http", "for=192.0.2.60, proto=https|http", "proto|http", "=https|http", "for=\"unclosed;proto=https|http", "xproto=https|http", "for=a b;proto=https|http"})
    void isReadFromTheFirstElementOfForwarded(String sent, String scheme) {
        assertThat(ClientScheme.of(NONE, List.of(sent), "http")).isEqualTo(scheme);
    }

    @Test
    void anEndlessHeaderIsReadOnlyAtItsBeginning() {
        assertThat(ClientScheme.of(NONE, List.of("for=\"" + "\\a".repeat(8_000) + "\";proto=https"), "http")).isEqualTo("http");
        assertThat(ClientScheme.of(NONE, List.of(";".repeat(8_000)), "http")).isEqualTo("http");
    }
}
