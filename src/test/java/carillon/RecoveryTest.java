package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.endpoint.TestClient;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client that comes back to any node finds what it missed, or is told that it can't be found. */
class RecoveryTest {

    private final TestCluster cluster = new TestCluster(Map.of("carillon.history.window.ms", "20000", "carillon.ping.interval.ms", "1000", "carillon.fence.ms", "3600000")).ready().settled();
    private final TestClient publisher = cluster.node(2).v1();

    private void publish(String... texts) {
        for (String text : texts) {
            publisher.publish("news", "\"" + text + "\"");
        }
        cluster.turn();
    }

    private static JsonObject connected(TestClient client) {
        return client.lines("connected").get(0);
    }

    private static String cursor(TestClient client) {
        List<JsonObject> given = client.lines().stream().filter(line -> line.containsKey("cursor")).toList();
        return given.get(given.size() - 1).getString("cursor");
    }

    private static boolean recovered(TestClient client) {
        return connected(client).getJsonArray("channels").getJsonObject(0).getBoolean("recovered");
    }

    @Test
    void findsItOnAnotherNodeBehindTheReplyAndGoesOnLive() {
        TestClient before = cluster.node(0).v1("news");
        publish("seen");
        cluster.passMs(1_200);
        cluster.node(0).lose(before);
        publish("one", "two");
        TestClient after = cluster.node(1).back(cursor(before), "", "news");
        publish("three");
        assertThat(before.data()).containsExactly("\"seen\"");
        assertThat(recovered(after)).isTrue();
        assertThat(after.lines().get(0)).isEqualTo(connected(after));
        assertThat(after.data()).containsExactly("\"one\"", "\"two\"", "\"three\"");
    }

    @Test
    void getsNothingTwiceIfItSaysWhatItHasSeen() {
        TestClient before = cluster.node(0).v1("news");
        String early = cursor(before);
        publish("one", "two", "three");
        JsonObject second = before.lines("publication").get(1);
        String seen = ",\"seen\":{\"" + second.getString("origin") + "\":" + second.getInt("seq") + "}";
        assertThat(cluster.node(1).back(early, seen, "news").data()).containsExactly("\"three\"");
        assertThat(cluster.node(1).back(early, "", "news").data()).containsExactly("\"one\"", "\"two\"", "\"three\"");
    }

    @Test
    void getsNothingTwiceByWayOfANodeThatLagsBehindIt() {
        TestClient before = cluster.node(0).v1("news");
        cluster.node(1).ear().deaf(true);
        publish("one");
        cluster.passMs(1_200);
        cluster.node(0).lose(before);
        TestClient lagging = cluster.node(1).back(cursor(before), "", "news");
        assertThat(lagging.data()).isEmpty();
        cluster.node(1).lose(lagging);
        TestClient after = cluster.node(0).back(cursor(lagging), "", "news");
        assertThat(recovered(after)).isTrue();
        assertThat(after.data()).as("its last cursor is of a node that has not heard it").isEmpty();
    }

    @Test
    void isGivenACursorInTheReplyAndWithEachPing() {
        TestClient client = cluster.node(0).v1("news");
        assertThat(connected(client).getString("cursor")).isNotEmpty();
        cluster.passMs(1_200);
        assertThat(client.lines("ping")).isNotEmpty().allMatch(ping -> ping.containsKey("cursor"));
    }

    @Test
    void isToldWhereItsCursorIsNoneOrTooOld() {
        TestClient before = cluster.node(0).v1("news");
        String cursor = cursor(before);
        assertThat(recovered(cluster.node(1).back("AAAA", "", "news"))).isFalse();
        assertThat(recovered(cluster.node(1).back(cursor, "", "news"))).isTrue();
        publish("one");
        cluster.passMs(21_000);
        TestClient late = cluster.node(1).back(cursor, "", "news");
        assertThat(recovered(late)).isFalse();
        assertThat(late.data()).isEmpty();
        publish("two");
        assertThat(late.data()).containsExactly("\"two\"");
    }

    @Test
    void missesNothingOfAnOriginThatWasGoneBeforeItsNodeBooted() {
        publish("seen");
        cluster.node(2).end();
        cluster.passMs(5_000);
        TestNode early = cluster.boot();
        cluster.passMs(18_000);
        TestNode late = cluster.boot();
        cluster.passMs(3_000);
        TestClient before = late.v1("news");
        cluster.passMs(1_200);
        late.lose(before);
        assertThat(recovered(early.back(cursor(before), "", "news"))).as("which met the origin when it booted").isTrue();
        assertThat(recovered(cluster.node(1).back(cursor(before), "", "news"))).as("which let go of what the origin published").isTrue();
        cluster.passMs(46_000);
        TestNode later = cluster.boot();
        cluster.passMs(9_000);
        TestNode last = cluster.boot();
        cluster.passMs(3_000);
        assertThat(recovered(later.back(cursor(last.v1("news")), "", "news"))).as("which was told of the origin at the last moment").isTrue();
    }

    @Test
    void mayAskWhatWasSaidWithoutFollowing() {
        TestClient client = cluster.node(0).v1();
        String cursor = cursor(client);
        publish("one", "two", "three");
        JsonObject last = client.replies(client.command("history", "\"channel\":\"news\",\"last\":2")).get(0);
        assertThat(last.getJsonArray("publications")).extracting(one -> one.asJsonObject().getString("data")).containsExactly("two", "three");
        assertThat(last.containsKey("complete")).isFalse();
        JsonObject since = client.replies(client.command("history", "\"channel\":\"news\",\"cursor\":\"" + cursor + "\"")).get(0);
        assertThat(since.getBoolean("complete")).isTrue();
        assertThat(since.getJsonArray("publications")).hasSize(3);
        JsonObject forged = client.replies(client.command("history", "\"channel\":\"news\",\"cursor\":\"AAAA\"")).get(0);
        assertThat(forged.getBoolean("complete")).isFalse();
        assertThat(forged.getJsonArray("publications")).isEmpty();
        assertThat(client.outcome(client.command("history", "\"channel\":\"news\",\"last\":1001"))).containsExactly("bad_request");
    }

    @Test
    void followsOneMoreChannelWhileItCatchesUp() {
        TestClient before = cluster.node(0).v1("news");
        publish("one");
        TestClient after = cluster.node(1).back(cursor(before), "", "news");
        after.command("subscribe", "\"channel\":\"sport\"");
        publisher.publish("sport", "\"goal\"");
        cluster.turn();
        assertThat(after.data()).contains("\"goal\"");
    }

    @Test
    void getsFromAPeerOrTheOriginWhatItsNodeDidNotHear() {
        TestClient client = cluster.node(0).v1("news");
        publish("one");
        cluster.node(0).ear().deaf(true);
        publish("two", "three");
        cluster.node(0).ear().deaf(false);
        cluster.passMs(2_000);
        assertThat(client.data()).containsExactly("\"one\"", "\"two\"", "\"three\"");
        assertThat(client.lines("gap")).isEmpty();
        assertThat(cluster.node(0).sequencer().tally().lost()).isZero();
    }

    @Test
    void isToldOfAGapBeforeAnythingLaterWhereNobodyHasIt() {
        TestClient client = cluster.node(0).v1("news");
        publish("one");
        cluster.node(0).ear().deaf(true);
        publish("two");
        for (int second = 0; second < 35; second++) {
            client.connection().signs().heard();
            cluster.node(0).ear().deaf(second < 30);
            cluster.passMs(1_000);
        }
        publish("three");
        List<String> types = client.lines().stream().map(line -> line.getString("type")).filter(type -> !type.equals("ping")).toList();
        assertThat(types).contains("gap").endsWith("publication");
        assertThat(types.indexOf("gap")).isLessThan(types.lastIndexOf("publication"));
        assertThat(client.data()).containsExactly("\"one\"", "\"three\"");
    }
}
