package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.cluster.Cluster;
import carillon.cluster.Directories;
import carillon.cluster.Node;
import carillon.cluster.Stack;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that can't start, on a server that lives on: it is not healthy, says why, and refuses everything. The node jar's process would end. */
class FailedStartIT {

    private static final String WHY = "carillon.level must be accepted, echoed or durable, not 'bogus'.";
    private static Cluster cluster;
    private static Node node;

    @BeforeAll
    static void startANodeWithASettingThatIsRefused() {
        Cluster.Builder builder = Cluster.named("failed-start").nodes(1).with("CARILLON_LEVEL", "bogus");
        if (Stack.given().servers() == Stack.Servers.PAYARA_MICRO) {
            cluster = Variant.of(builder, Variant.POST_BOOT, Path.of("carillon.war"));
            new Installation(Directories.build().resolve("it/failed-start/node-1")).asDelivered();
        } else {
            cluster = builder.build();
        }
        node = cluster.node(1).start().awaitDeployed();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "live", "ready", "node", "cluster"})
    void itsHealthIsDownAndSaysWhy(String address) {
        HttpResponse<String> answer = Http.get(URI.create(node.uri() + "/health/" + address));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.body()).contains("\"status\":\"DOWN\"", WHY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/carillon.js", "/events?channel=news", "/publish", "/ws", "/ws/news", "/metrics", "/nothing"})
    void everyDoorIsShut(String address) {
        HttpResponse<String> answer = Http.get(URI.create(node.uri() + address));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).as("strangers are not told why").doesNotContain("bogus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/started", "/health/live", "/health/ready", "/health"})
    void theServersHealthIsDownWhereItHasOne(String address) {
        HttpResponse<String> answer = Http.get(node.uri().resolve(address));
        assertThat(answer.statusCode()).isIn(503, 404);
        assertThat(answer.statusCode() == 404 || answer.body().contains("DOWN") && answer.body().contains("bogus")).isTrue();
    }

    @Test
    void itCanBeStopped() {
        node.stop();
        assertThat(node.isAlive()).isFalse();
        node.start().awaitDeployed();
    }
}
