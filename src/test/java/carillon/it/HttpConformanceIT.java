package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.Patience;
import carillon.matrix.Shows;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of docs/protocol.md, section 6a, against any node. Its limits must be the defaults. */
@Timeout(600)
@Shows("The protocol's commands by HTTP")
@ExtendWith(NodeUnderTest.class)
class HttpConformanceIT {

    /** As Java makes it, so that each request offers HTTP/2 (Upgrade: h2c). */
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration SOON = Patience.LONGEST;

    private URI node;
    /** Nobody else's. */
    private String channel;

    @BeforeEach
    void aNodeAndAChannelOfOnesOwn(URI node) {
        this.node = node;
        this.channel = "conformance." + UUID.randomUUID();
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(Uris.http(node, path)).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)).build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private JsonObject reply(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return Json.createReader(new StringReader(response.body())).readObject();
    }

    private JsonObject published(int data) throws IOException, InterruptedException {
        return reply("publish", "{\"channel\":\"" + channel + "\",\"data\":" + data + ",\"level\":\"echoed\"}");
    }

    @ParameterizedTest
    @DisplayName("6a, events 1: the first event begins with the reply, with the command's id, or 1")
    @CsvSource({"0,1", "9007,9007"})
    void beginsWithTheReply(int given, int id) {
        try (EventClient client = EventClient.open(node, "{" + (given > 0 ? "\"id\":" + given + "," : "") + "\"channels\":[\"" + channel + "\"]}")) {
            await().atMost(SOON).until(() -> !client.lines().isEmpty());
            assertThat(client.lines().get(0)).startsWith("{\"id\":" + id + ",").contains("\"type\":\"connected\"");
        }
    }

    @Test
    @DisplayName("6a, events 2: Last-Event-ID takes the place of the cursor in the address, and seen still holds")
    void goesOnFromTheLastEventId() throws Exception {
        String first;
        JsonObject seen;
        try (EventClient client = EventClient.following(node, channel)) {
            await().atMost(SOON).until(() -> client.lastId() != null);
            first = client.lastId();
            published(1);
            seen = published(2);
            published(3);
            await().atMost(SOON).until(() -> client.data().size() == 3);
        }
        String address = "{\"channels\":[\"" + channel + "\"],\"cursor\":\"rubbish\",\"seen\":{\"" + seen.getString("origin") + "\":" + seen.getInt("seq") + "}}";
        try (EventClient back = EventClient.open(node, address, "Last-Event-ID", first)) {
            await().atMost(SOON).until(() -> !back.data().isEmpty());
            assertThat(back.lines().get(0)).contains("\"recovered\":true");
            assertThat(back.data()).containsExactly("3");
        }
    }

    @Test
    @DisplayName("6a, events 3: a ping comes at least every four seconds, with a cursor that is the id of its event")
    void pingsOften() {
        try (EventClient client = EventClient.following(node, channel)) {
            await().atMost(SOON).until(() -> client.lines().stream().filter(line -> line.contains("\"type\":\"ping\"")).count() >= 2);
            String last = client.lines().stream().filter(line -> line.contains("\"type\":\"ping\"")).reduce((one, other) -> other).orElseThrow();
            await().atMost(SOON).until(() -> client.lastId() != null);
            assertThat(last).contains("\"cursor\":\"");
        }
    }

    @ParameterizedTest
    @DisplayName("6a, events 5 and 6: a token in the address, or what is no connect, is refused")
    @ValueSource(strings = {"", "?connect=", "?connect=1", "?connect=%5B%5D", "?connect=%7B%7D&connect=%7B%7D", "?connect=%7B%22token%22%3A%22t%22%7D", "?connect=%7B%7D&token=t",
        "?connect=%7B%7D&access_token=t", "?connect=%7B%22channels%22%3A1%7D", "?connect=%7B%22id%22%3A0%7D"})
    void refusesWhatIsNoConnect(String query) throws Exception {
        HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(Uris.http(node, "events" + query)).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    }

    @Test
    @DisplayName("6a, events 6: an address as long as the limit that the node tells is taken, a longer one is refused with 414")
    void takesAnAddressAsLongAsItTells() throws Exception {
        int limit;
        try (V1Client client = V1Client.silent(node)) {
            limit = client.call("connect", "").getJsonObject("limits").getInt("address");
        }
        try (EventClient client = EventClient.open(node, padded(limit))) {
            await().atMost(SOON).until(() -> !client.lines().isEmpty());
            assertThat(client.lines().get(0)).contains("\"type\":\"connected\"").contains("\"address\":" + limit);
        }
        HttpRequest longer = HttpRequest.newBuilder(EventClient.uri(node, padded(limit + 1))).build();
        assertThat(HTTP.send(longer, BodyHandlers.ofString()).statusCode()).isEqualTo(414);
    }

    /** A connect command that makes the address of a stream that long. */
    private String padded(int length) {
        String command = "{\"channels\":[\"" + channel + "\"],\"padding\":\"%s\"}";
        int without = EventClient.uri(node, command.formatted("")).toString().length() - ("http://" + node.getAuthority()).length();
        return command.formatted("x".repeat(length - without));
    }

    @Test
    @DisplayName("6a, publish 1: the body is the command, needs no id and no type, and the answer is its reply")
    void publishes() throws Exception {
        try (V1Client client = V1Client.connected(node, channel)) {
            assertThat(reply("publish", "{\n\"channel\":\"" + channel + "\",\r\n\"data\":[1,\n2]}").getInt("id")).isEqualTo(1);
            assertThat(reply("publish", "{\"id\":7,\"type\":\"publish\",\"channel\":\"" + channel + "\",\"data\":2}").getInt("id")).isEqualTo(7);
            await().atMost(SOON).until(() -> client.count() == 2);
        }
    }

    @ParameterizedTest
    @DisplayName("6a, publish 3: a request that offers another protocol is answered as one that does not, however its body comes")
    @ValueSource(strings = {"publish", "history"})
    void answersWhoOffersAnotherProtocol(String path) throws Exception {
        byte[] body = ("{\"channel\":\"" + channel + "\"" + (path.equals("publish") ? ",\"data\":\"" + "x".repeat(40_000) + "\"}" : "}")).getBytes(StandardCharsets.UTF_8);
        for (HttpClient.Version version : HttpClient.Version.values()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(Uris.http(node, path)).version(version).timeout(SOON).header("Content-Type", "application/json;");
            assertThat(status(request.POST(BodyPublishers.ofByteArray(body)))).as("sized, " + version).isEqualTo(200);
            assertThat(status(request.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))))).as("in chunks, " + version).isEqualTo(200);
            assertThat(status(request.POST(BodyPublishers.noBody()))).as("empty, " + version).isEqualTo(400);
            assertThat(status(request.expectContinue(true).POST(BodyPublishers.ofByteArray(body)))).as("that waits for 100, " + version).isEqualTo(200);
        }
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    @Test
    @DisplayName("6a, publish 3: so do Java's older client, and one that offers TLS")
    void answersOtherClients() throws Exception {
        HttpURLConnection connection = (HttpURLConnection) Uris.http(node, "publish").toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.getOutputStream().write(("{\"channel\":\"" + channel + "\",\"data\":1}").getBytes(StandardCharsets.UTF_8));
        assertThat(connection.getResponseCode()).isEqualTo(200);
        try (RawSocket socket = RawSocket.to(node)) {
            String body = "{\"channel\":\"" + channel + "\",\"data\":1}";
            assertThat(socket.request("POST " + node.getPath() + "/publish HTTP/1.1\r\nHost: " + node.getAuthority() + "\r\nConnection: Upgrade\r\nUpgrade: TLS/1.2\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @DisplayName("6a, publish: a status for each error")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"400|{}|bad_request", "400|rubbish|bad_request", "400|{'channel':'a b','data':1}|bad_request", "400|{'channel':'x'}|bad_request",
        "400|{'type':'history','channel':'x','data':1}|bad_request"})
    void saysWhatIsWrong(int status, String body, String code) throws Exception {
        HttpResponse<String> response = post("publish", body.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    }

    @Test
    @DisplayName("6a, publish: a key with other data is a conflict")
    void saysConflict() throws Exception {
        String body = "{\"channel\":\"" + channel + "\",\"data\":%d,\"key\":\"k\",\"level\":\"echoed\"}";
        reply("publish", body.formatted(1));
        assertThat(reply("publish", body.formatted(1)).getBoolean("repeated")).isTrue();
        assertThat(post("publish", body.formatted(2)).statusCode()).isEqualTo(409);
    }

    @Test
    @DisplayName("6a, history: the command as the body, its reply as the answer")
    void tellsWhatWasSaid() throws Exception {
        for (int data = 1; data <= 3; data++) {
            published(data);
        }
        JsonObject last = reply("history", "{\"channel\":\"" + channel + "\",\"last\":2}");
        assertThat(last.getString("type")).isEqualTo("history");
        assertThat(last.getJsonArray("publications")).extracting(one -> one.asJsonObject().getInt("data")).containsExactly(2, 3);
        assertThat(last).doesNotContainKey("complete");
    }

    @Test
    @DisplayName("6a, history: what came behind a cursor, and whether that is all")
    void tellsWhatCameBehindACursor() throws Exception {
        String cursor;
        try (EventClient client = EventClient.following(node, channel)) {
            await().atMost(SOON).until(() -> client.lastId() != null);
            cursor = client.lastId();
        }
        published(1);
        JsonObject since = reply("history", "{\"id\":4,\"type\":\"history\",\"channel\":\"" + channel + "\",\"cursor\":\"" + cursor + "\"}");
        assertThat(since.getInt("id")).isEqualTo(4);
        assertThat(since.getBoolean("complete")).isTrue();
        assertThat(since.getJsonArray("publications")).hasSize(1);
        assertThat(reply("history", "{\"channel\":\"" + channel + "\",\"cursor\":\"forged\"}").getBoolean("complete")).isFalse();
    }

    @ParameterizedTest
    @DisplayName("6a, history: what is no history command is refused")
    @ValueSource(strings = {"", "{}", "{\"channel\":\"..\"}", "{\"channel\":\"x\",\"last\":-1}", "{\"type\":\"publish\",\"channel\":\"x\"}"})
    void refusesWhatIsNoHistory(String body) throws Exception {
        assertThat(post("history", body).statusCode()).isEqualTo(400);
    }
}
