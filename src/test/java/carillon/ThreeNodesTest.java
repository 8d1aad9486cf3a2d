package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.endpoint.TestClient;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is published on one node, by any door, reaches every subscriber on every node: once and in order. */
class ThreeNodesTest {

    private static final int MANY = 50;

    private final TestCluster cluster = new TestCluster(Map.of()).ready();
    private final List<TestClient> v1 = cluster.nodes.stream().map(node -> node.v1("other", "news")).toList();
    private final List<TestClient> raw = cluster.nodes.stream().map(node -> node.raw("news")).toList();
    private final List<TestClient> strangers = cluster.nodes.stream().flatMap(node -> Stream.of(node.v1("other"), node.raw("other"))).toList();

    private void publish(String door, int node, String text) {
        switch (door) {
            case "v1" -> v1.get(node).publish("news", "\"" + text + "\"");
            case "raw" -> raw.get(node).publishRaw("news", text);
            default -> cluster.topic.foreign(new Publication(new Channel("news"), new ForeignId("ID:" + text), Payload.sniff(text)));
        }
    }

    private void assertAllGot(List<String> texts) {
        for (int node = 0; node < 3; node++) {
            assertThat(v1.get(node).data()).as("v1 on node %d", node).containsExactlyElementsOf(texts.stream().map(text -> "\"" + text + "\"").toList());
            assertThat(raw.get(node).transport().messages()).as("raw on node %d", node).containsExactlyElementsOf(texts);
        }
    }

    @ParameterizedTest
    @CsvSource({"v1,0", "v1,1", "v1,2", "raw,0", "raw,1", "raw,2", "jms,0"})
    void everyDoorOfEveryNodeReachesEverySubscriberOnceAndInOrder(String door, int node) {
        List<String> texts = IntStream.range(0, MANY).mapToObj(i -> door + "-" + node + "-" + i).toList();
        texts.forEach(text -> publish(door, node, text));
        cluster.turn();
        assertAllGot(texts);
        assertThat(strangers).allSatisfy(stranger -> assertThat(stranger.transport().messages()).noneMatch(message -> message.contains("-" + node + "-")));
    }

    @Test
    void deliversNothingOnTheWay() {
        publish("v1", 0, "a");
        publish("raw", 0, "b");
        assertAllGot(List.of());
    }

    @ParameterizedTest
    @CsvSource({"v1", "raw", "jms"})
    void duplicatesAreDropped(String door) {
        cluster.topic.sayTwice();
        List<String> texts = IntStream.range(0, MANY).mapToObj(i -> door + i).toList();
        texts.forEach(text -> publish(door, 1, text));
        cluster.turn();
        assertAllGot(texts);
        assertThat(cluster.node(2).sequencer().tally().duplicates() + cluster.node(2).foreignIds().duplicates()).isEqualTo(MANY);
    }

    @Test
    void stampsAreDenseOverAllChannelsOfANode() {
        v1.get(0).publish("news", "1");
        v1.get(0).publish("elsewhere", "2");
        raw.get(0).publishRaw("news", "3");
        cluster.turn();
        assertThat(v1.get(2).lines("publication")).extracting(push -> push.getString("origin") + " " + push.getInt("seq"))
                .containsExactly(cluster.node(0).origin() + " 1", cluster.node(0).origin() + " 3");
    }

    @Test
    void acknowledgesEachWithItsOwnStamp() {
        long first = v1.get(0).publish("news", "1");
        long second = v1.get(0).publish("news", "2");
        assertThat(v1.get(0).replies(first)).isEmpty();
        cluster.turn();
        assertThat(v1.get(0).replies(first)).singleElement().hasToString("{\"id\":" + first + ",\"type\":\"published\",\"channel\":\"news\",\"origin\":\""
                + cluster.node(0).origin() + "\",\"seq\":1,\"level\":\"accepted\"}");
        assertThat(v1.get(0).replies(second).get(0).getInt("seq")).isEqualTo(2);
        assertThat(v1.get(0).inFlight()).isZero();
    }

    @Test
    void aSlowNodeDelaysNobodyElseAndCatchesUpInOrder() {
        cluster.node(2).ear().holdBack();
        publish("v1", 0, "a");
        cluster.turn();
        publish("v1", 1, "b");
        cluster.turn();
        assertThat(v1.get(1).data()).containsExactly("\"a\"", "\"b\"");
        assertThat(v1.get(2).data()).isEmpty();
        cluster.node(2).ear().release();
        assertAllGot(List.of("a", "b"));
    }

    @Test
    void payloadsPassUntouchedFromDoorToDoor() {
        String json = "{ \"a\" : [1.0, 1E5, \"\\u00e9\"] }";
        v1.get(0).publish("news", json);
        raw.get(1).publishRaw("news", json);
        raw.get(1).publishRaw("news", "\"quoted\"");
        raw.get(1).publishRaw("news", "");
        v1.get(2).publish("news", "\"quoted\"");
        cluster.turn();
        assertThat(raw.get(0).transport().messages()).containsExactly(json, json, "\"quoted\"", "", "quoted");
        assertThat(v1.get(0).transport().messages().stream().filter(message -> message.contains("\"data\":" + json))).hasSize(2);
        assertThat(v1.get(0).data().subList(2, 5)).containsExactly("\"quoted\"", "\"\"", "\"quoted\"");
    }
}
