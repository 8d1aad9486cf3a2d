package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMediaTypeTest {

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "APPLICATION/JSON", "application/json;", "application/json ;", "application/json; ", "application/json; charset", "application/json; charset=",
        "application/json;charset=utf-8", "application/json; charset=UTF-8", "application/json; charset=\"utf-8\"", "application/json;charset=utf8", "application/json ; charset = utf-8",
        "application/json; charset=utf-8;", "application/json;;charset=utf-8", "application/json; odata.metadata=minimal; charset=utf-8", "application/json; profile=\"https://a.example/;x\"", " application/json "})
    void isJsonInUtf8(String type) {
        assertThat(JsonMediaType.matches(List.of(type))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain; application/json", "text/plain, application/json",
        "application/json, text/plain", "application/jsonx", "application/json+x", "application/json; charset=utf-16", "application/json; charset=iso-8859-1", "application/json; charset=\"utf-16\"",
        "application/json; charset=utf-8; charset=utf-16", "application/json; charset=\"utf-8", "application/json charset=utf-8", "application/json; a b", "application/json; =x", "application/json\u0000"})
    void isNot(String type) {
        assertThat(JsonMediaType.matches(List.of(type))).isFalse();
    }

    @Test
    void isSaidOnce() {
        assertThat(JsonMediaType.matches(List.of())).isFalse();
        assertThat(JsonMediaType.matches(List.of("application/json", "application/json"))).isFalse();
    }
}
