package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.cluster.Directories;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the process of the delivered node jar ends where the node can't start. */
class NodeJarStartIT {

    private static final long LONGEST_MINUTES = 10;
    @TempDir
    private Path directory;
    private Path log;
    private Process process;
    private int port;

    @BeforeEach
    void chooseAPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void endProcess() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void start(Map<String, String> variables, String... arguments) throws IOException {
        log = directory.resolve("node.log");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError", "-Djava.io.tmpdir=" + directory, "-jar", Directories.build().resolve("carillon-node.jar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CARILLON_"));
        builder.environment().putAll(Map.of("CARILLON_HTTP_ADDRESS", "127.0.0.1", "CARILLON_HTTP_PORT", Integer.toString(port), "CARILLON_BROKER_PASSWORD", "secret"));
        builder.environment().putAll(variables);
        process = builder.start();
    }

    private int end() throws InterruptedException {
        assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private String lastLine() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.get(lines.size() - 1);
    }

    @Test
    void aSettingThatIsRefusedEndsTheProcessBeforeTheServerBoots() throws IOException, InterruptedException {
        start(Map.of("CARILLON_LEVEL", "bogus"));
        assertThat(end()).isEqualTo(78);
        assertThat(Files.readAllLines(log)).containsExactly("Carillon can't start: carillon.level must be accepted, echoed or durable, not 'bogus'.");
    }

    @Test
    void checkingAConfigurationStartsNothing() throws IOException, InterruptedException {
        start(Map.of("CARILLON_TOPICS", "news", "CARILLON_CONNECTIONS_MAX", "1000"), "--check-config");
        assertThat(end()).isZero();
        assertThat(Files.readAllLines(log)).hasSize(2).first().asString().contains("CARILLON_TOPICS", "CARILLON_TOPIC?");
        assertThat(lastLine()).isEqualTo("The configuration is right: this node would start.");
    }

    @Test
    void aPortThatIsInUseEndsTheProcessWithItsOwnStatus() throws IOException, InterruptedException {
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            start(Map.of());
            assertThat(end()).isEqualTo(69);
            assertThat(lastLine()).contains("Port " + other.getLocalPort());
        }
    }

    /** What the launcher can't see, the application refuses; and nobody was answered meanwhile. */
    @Test
    void anApplicationThatRefusesToStartEndsTheProcessAndNobodyWasAnswered() throws IOException, InterruptedException {
        Path properties = Files.writeString(directory.resolve("node.properties"), "carillon.level=bogus");
        start(Map.of(), "--systemproperties", properties.toString());
        Set<Integer> answers = new TreeSet<>();
        while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
            answers.add(probe());
        }
        assertThat(process.exitValue()).isEqualTo(70);
        assertThat(lastLine()).isEqualTo("Carillon can't start: carillon.level must be accepted, echoed or durable, not 'bogus'.");
        assertThat(answers).as("0: no connection; the port may open just before the process ends").isSubsetOf(0, 503).contains(0);
    }

    private int probe() {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/carillon/health/ready").toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode();
        } catch (IOException none) {
            return 0;
        }
    }
}
