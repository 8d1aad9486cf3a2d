package carillon.launch;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.check.ExitStatus;
import carillon.check.Findings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher says of a configuration before the server boots. */
class StartChecksTest {

    @TempDir
    private Path temporary;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private List<String> arguments = List.of();
    private List<String> options = List.of("-Xmx1g", "-XX:+ExitOnOutOfMemoryError");
    private BootCommands commands = new BootCommands("");

    @BeforeEach
    void setWhatIsRight() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            variables.put("CARILLON_HTTP_PORT", Integer.toString(free.getLocalPort()));
        }
        variables.put("CARILLON_HTTP_ADDRESS", "127.0.0.1");
        variables.put("CARILLON_BROKER_PASSWORD", "secret");
    }

    private Findings examine() {
        ProcessSource source = new ProcessSource(variables, properties, arguments);
        return StartChecks.examine(new NodeConfiguration(source, new HttpListener(source, commands), temporary, new VirtualMachine(options)));
    }

    private void refused(ExitStatus status, String... words) {
        assertThat(examine().refusal()).hasValueSatisfying(refusal -> {
            assertThat(refusal.sentence()).contains(words).doesNotContain("secret");
            assertThat(refusal.status()).isEqualTo(status);
        });
    }

    @Test
    void sayNothingWhereAllIsRight() {
        assertThat(examine().warnings()).isEmpty();
        assertThat(examine().refusals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0", "-1", "65536", "8080 ", "1e3", "99999999999"})
    void refuseAPortThatIsNone(String port) {
        variables.put("CARILLON_HTTP_PORT", port);
        refused(ExitStatus.CONFIGURATION, "CARILLON_HTTP_PORT", "from 1 to 65535", "'" + port + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "0", "-5", ""})
    void refuseANumberOfThreadsThatIsNone(String threads) {
        variables.put("CARILLON_HTTP_THREADS", threads);
        refused(ExitStatus.CONFIGURATION, "CARILLON_HTTP_THREADS", "'" + threads + "'");
    }

    @Test
    void refuseAPortThatIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            variables.put("CARILLON_HTTP_PORT", Integer.toString(other.getLocalPort()));
            refused(ExitStatus.UNAVAILABLE, "Port " + other.getLocalPort());
        }
        assertThat(examine().refusals()).as("it is free again, and was not kept").isEmpty();
    }

    @Test
    void refuseAnAddressThatOthersCanReachWhereTheHostsAreNotNamed() {
        variables.put("CARILLON_HTTP_ADDRESS", "0.0.0.0");
        refused(ExitStatus.CONFIGURATION, "0.0.0.0", "carillon.hosts");
        variables.put("CARILLON_HOSTS", "http://push.example");
        refused(ExitStatus.CONFIGURATION, "carillon.hosts", "'http://push.example'");
        variables.put("CARILLON_HOSTS", "push.example");
        assertThat(examine().refusals()).isEmpty();
    }

    @Test
    void refuseAnAddressThatThisMachineHasNot() {
        variables.put("CARILLON_HTTP_ADDRESS", "192.0.2.1");
        variables.put("CARILLON_HOSTS", "push.example");
        refused(ExitStatus.UNAVAILABLE, "192.0.2.1");
    }

    @Test
    void refuseANameThatIsNoAddress() {
        variables.put("CARILLON_HTTP_ADDRESS", "no such host");
        variables.put("CARILLON_HOSTS", "push.example");
        refused(ExitStatus.CONFIGURATION, "CARILLON_HTTP_ADDRESS", "'no such host'");
    }

    @Test
    void refuseATemporaryDirectoryThatIsNotThere() {
        temporary = temporary.resolve("away");
        refused(ExitStatus.CANNOT_WRITE, temporary.toString());
    }

    @Test
    void refuseASettingBeforeAPort() throws IOException {
        variables.put("CARILLON_LEVEL", "bogus");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            variables.put("CARILLON_HTTP_PORT", Integer.toString(other.getLocalPort()));
            refused(ExitStatus.CONFIGURATION, "carillon.level", "bogus");
            assertThat(examine().refusals()).hasSize(2);
        }
    }

    @Test
    void preferASystemPropertyAsTheServerDoes() {
        variables.put("CARILLON_LEVEL", "bogus");
        properties.put("carillon.level", "echoed");
        assertThat(examine().refusals()).isEmpty();
    }

    @Test
    void takeAVariableThatIsSetToNothingAsUnset() {
        variables.put("CARILLON_LEVEL", "");
        assertThat(examine().refusals()).isEmpty();
    }

    @Test
    void takeThePortOfTheCommandLineFirst() {
        variables.put("CARILLON_HTTP_PORT", "abc");
        arguments = List.of("--port", "0x");
        refused(ExitStatus.CONFIGURATION, "--port", "'0x'");
    }

    @Test
    void knowWhatTheServerTakesWhereNothingIsSet() {
        variables.remove("CARILLON_HTTP_ADDRESS");
        commands = new BootCommands("set a.b.address=${ENV=CARILLON_HTTP_ADDRESS:192.0.2.7}\nset c.port=${ENV=CARILLON_HTTP_PORT:8080}");
        refused(ExitStatus.UNAVAILABLE, "192.0.2.7");
    }

    @Test
    void warnOfAMissingPassword() {
        variables.remove("CARILLON_BROKER_PASSWORD");
        assertThat(examine().warnings()).singleElement().asString().contains("CARILLON_BROKER_PASSWORD");
    }

    @Test
    void warnOfTooFewThreadsForTheHandshakes() {
        variables.put("CARILLON_HTTP_THREADS", "40");
        assertThat(examine().warnings()).singleElement().asString().contains("CARILLON_HTTP_THREADS (40)", "carillon.handshakes.waiting.max (56)");
    }

    @Test
    void warnWhereTheProcessOutlivesItsMemory() {
        options = List.of("-XX:+ExitOnOutOfMemoryError", "-XX:-ExitOnOutOfMemoryError");
        assertThat(examine().warnings()).singleElement().asString().contains("-XX:+ExitOnOutOfMemoryError");
        options = List.of("-XX:+CrashOnOutOfMemoryError");
        assertThat(examine().warnings()).isEmpty();
        options = List.of("-XX:OnOutOfMemoryError=kill -9 %p");
        assertThat(examine().warnings()).isEmpty();
    }
}
