package carillon.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseCodeTest {

    private static String protocol;

    @BeforeAll
    static void readTheAuthority() throws IOException {
        protocol = Files.readString(Path.of("docs/protocol.md"));
    }

    @ParameterizedTest
    @EnumSource
    void hasAReasonThatFitsIntoACloseFrame(CloseCode code) {
        assertThat(code.reason().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 123);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhetherToComeBackAsTheProtocolDoes(CloseCode code) {
        String row = protocol.lines().filter(line -> line.startsWith("| " + code.code() + " |")).findFirst().orElseThrow();
        assertThat(row.endsWith("| no |")).isEqualTo(!code.reconnect());
        assertThat(row.endsWith("| slowly |")).isEqualTo(code.leastDelayMs() > 0);
    }

    @ParameterizedTest
    @EnumSource
    void standsInTheProtocol(ErrorCode code) {
        assertThat(protocol.lines()).anyMatch(line -> line.startsWith("| `" + code.wire() + "` |"));
    }
}
