package carillon.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the process ends where a server in it does not start the application: in processes of their own, with a server that fails as it is told. */
class StartTest {

    private static final String LONG = "600000";
    private Process process;
    private final List<String> lines = new ArrayList<>();

    private void run(String how, String longestMs) throws IOException {
        String path = String.join(File.pathSeparator, Path.of("target/classes").toString(), Path.of("target/test-classes").toString());
        process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp", path,
                FakeServer.Process.class.getName(), how, longestMs).redirectErrorStream(true).start();
    }

    private int end() throws IOException, InterruptedException {
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            out.lines().forEach(lines::add);
        }
        return process.waitFor();
    }

    @AfterEach
    void endProcess() {
        process.destroyForcibly();
    }

    @ParameterizedTest
    @CsvSource({"refuses,70,carillon.level must be right.", "hangs-refused,70,carillon.level must be right.", "throws,70,Address already in use",
        "exits,70,ended before the application had started", "logs,70,jms/carillon is not there", "deploys-nothing,70,was not deployed"})
    void endsAProcessThatCantStartWithTheSentenceLast(String how, int status, String words) throws IOException, InterruptedException {
        run(how, LONG);
        assertThat(end()).isEqualTo(status);
        assertThat(lines.get(lines.size() - 1)).startsWith("Carillon can't start: ").contains(words);
        assertThat(lines).as("the server was let end").contains("the server's last line");
    }

    @Test
    void endsAProcessThatDoesNotStartInTime() throws IOException, InterruptedException {
        run("hangs", "200");
        assertThat(end()).isEqualTo(75);
        assertThat(lines.get(lines.size() - 1)).contains("carillon.start.timeout.ms");
    }

    @ParameterizedTest
    @CsvSource({"starts,the launcher has returned,10000", "hangs,hanging," + LONG})
    void letsASignalEndAProcessThatHasStartedOrIsAboutTo(String how, String line, String longestMs) throws IOException, InterruptedException {
        run(how, longestMs);
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            String read = out.readLine();
            while (read != null && !read.equals(line)) {
                read = out.readLine();
            }
            assertThat(read).isEqualTo(line);
            process.toHandle().destroy();
            assertThat(out.lines()).noneMatch(one -> one.contains("can't start"));
        }
        assertThat(process.waitFor()).isEqualTo(143);
    }
}
