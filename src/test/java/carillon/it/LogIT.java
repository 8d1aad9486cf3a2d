package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.cluster.Cluster;
import carillon.cluster.Node;
import carillon.cluster.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a node of {@code carillon-node.jar} writes from its start to its end, and what clients can make it write. */
class LogIT {

    private static final Pattern RECORD = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO |WARN |ERROR|DEBUG) \\S+: .+");
    /** What the launcher says to the terminal, before there is a log. */
    private static final Pattern LAUNCHER = Pattern.compile("WARNING: .+");
    private static final int QUIET = 40;
    private static final int EACH = 200;
    private static final int POSTS = 20;
    private static final String COMMAND = "{\"id\":1,\"channel\":\"log.posts\",\"data\":\"x\"}";
    /** One line for each, without a stack trace, whatever it is; the bound of a second leaves most of these out. */
    private static final int LINE_BYTES = 400;

    @Test
    void isQuietInOneLineARecordBoundedAndToldUntilTheEnd() throws IOException {
        assumeTrue(Stack.given().toString().startsWith("payara-micro/"), "Other servers write their logs themselves");
        try (Cluster cluster = Cluster.named("log").nodes(1).start()) {
            Node node = cluster.node(1);
            assertThat(lines(node)).hasSizeLessThan(QUIET).allMatch(LogIT::isRecord).anyMatch(line -> line.contains(": Starting: node node-1, origin ")).anyMatch(line -> line.contains(": Ready: "));
            long before = Files.size(node.log());
            Map<String, String> hostile = Map.of("GET /carillon/ws/%zz HTTP/1.1", "Host: HOST", "GET /carillon/% HTTP/1.1", "Host: HOST", "GET /carillon/%c0%af HTTP/1.1", "Host: HOST",
                    "GET /carillon/events?connect=%zz HTTP/1.1", "Host: HOST", "GET /carillon/ HTTP/1.1", "Host: a:x", "GET /carillon/ws/news HTTP/1.1", "Host:", "GET /health HTTP/1.1", "Host: a:-1");
            for (int n = 0; n < EACH; n++) {
                hostile.forEach((line, host) -> request(node.uri(), line, host));
                longFrame(node.uri());
            }
            long requests = EACH * (hostile.size() + 1L);
            assertThat(Files.size(node.log()) - before).isLessThan(requests * LINE_BYTES);
            assertThat(lines(node)).allMatch(LogIT::isRecord);
            NodeHealth.awaitServing(node.uri(), "log.after");
            for (int n = 0; n < POSTS; n++) {
                request(node.uri(), "POST /carillon/publish HTTP/1.1", "Host: HOST\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + COMMAND.length() + "\r\n\r\n" + COMMAND);
            }
            assertThat(lines(node)).as("of requests that are in order").noneMatch(line -> line.contains("WELD-"));
            node.stop();
            assertThat(lines(node)).allMatch(LogIT::isRecord).anyMatch(line -> line.contains(": Draining: ")).anyMatch(line -> line.contains(": Drained in "))
                    .anyMatch(line -> line.contains(": Ended: node node-1, origin "));
        }
    }

    private static void request(URI node, String line, String host) {
        try (RawSocket socket = RawSocket.to(node)) {
            socket.request(line + "\r\n" + host.replace("HOST", node.getAuthority()) + "\r\n\r\n");
        }
    }

    private static void longFrame(URI node) {
        try (RawSocket socket = RawSocket.open(node, "log.frames")) {
            socket.send(Frames.text("x".repeat(300_000)));
            socket.awaitClosing();
        }
    }

    private static boolean isRecord(String line) {
        return RECORD.matcher(line).matches() || LAUNCHER.matcher(line).matches();
    }

    private static List<String> lines(Node node) throws IOException {
        try (Stream<String> lines = Files.lines(node.log(), StandardCharsets.UTF_8)) {
            return lines.toList();
        }
    }
}
