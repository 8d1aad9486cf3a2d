package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which opening handshakes are refused, and with which status. */
class UpgradeRulesTest {

    private final Map<String, List<String>> headers = new LinkedHashMap<>(Map.of("Host", List.of("localhost"), "Upgrade", List.of("websocket"),
            "Connection", List.of("keep-alive, Upgrade"), "Sec-WebSocket-Version", List.of("13"), "Sec-WebSocket-Key", List.of("dGhlIHNhbXBsZSBub25jZQ==")));
    private String method = "GET";

    private HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class}, (proxy, called, arguments) ->
                switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getProtocol" -> "HTTP/1.1";
                    case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                    case "getHeaders" -> Collections.enumeration(headers.getOrDefault(arguments[0], List.of()));
                    case "getHeader" -> headers.getOrDefault(arguments[0], Collections.singletonList(null)).get(0);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private int status() {
        return UpgradeRules.refusal(request()).map(Refusal::status).orElse(101);
    }

    @Test
    void takeWhatABrowserSends() {
        headers.put("Cookie", List.of("a".repeat(7_000)));
        assertThat(status()).isEqualTo(101);
    }

    @Test
    void refuseHeadersThatAreTooLargeTogether() {
        headers.put("X-Long", List.of("a".repeat(4_000), "b".repeat(4_200)));
        assertThat(status()).isEqualTo(431);
    }

    @Test
    void refuseAnotherMethod() {
        method = "POST";
        assertThat(status()).isEqualTo(405);
    }

    @Test
    void refuseABody() {
        headers.put("Content-Length", List.of("1"));
        assertThat(status()).isEqualTo(400);
    }

    @Test
    void refuseAKeyThatIsMissingTwofoldOrTooShort() {
        for (List<String> keys : List.of(List.<String>of(), List.of("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ=="), List.of("c2hvcnQ="))) {
            headers.put("Sec-WebSocket-Key", keys);
            assertThat(status()).isEqualTo(400);
        }
    }

    @Test
    void refuseTwoHosts() {
        headers.put("Host", List.of("localhost", "localhost"));
        assertThat(status()).isEqualTo(400);
    }

    @Test
    void refuseAnotherVersion() {
        headers.put("Sec-WebSocket-Version", List.of("8"));
        assertThat(status()).isEqualTo(426);
    }

    @Test
    void refuseControlCharacters() {
        headers.put("X-Odd", List.of("a\u0000b"));
        assertThat(status()).isEqualTo(400);
    }
}
