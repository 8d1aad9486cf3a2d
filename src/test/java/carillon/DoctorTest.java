package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Backplane;
import carillon.backplane.Beat;
import carillon.backplane.LocalBackplane;
import carillon.backplane.LocalTopic;
import carillon.backplane.Rejected;
import carillon.channel.Origin;
import carillon.config.ManualTicker;
import carillon.doctor.Ailment;
import carillon.doctor.Finding;
import carillon.doctor.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that are planted in a cluster, and what the doctor says of them. */
@Timeout(60)
class DoctorTest {

    private static final long WITHIN_MS = 10_000;

    private final LocalTopic topic = new LocalTopic();
    private final ManualTicker ticker = new ManualTicker();
    private final List<TestNode> nodes = new ArrayList<>();

    private TestNode boot(String... settings) {
        return boot(topic, settings);
    }

    private TestNode boot(LocalTopic itsTopic, String... settings) {
        Map<String, String> map = new HashMap<>(Map.of("carillon.publish.queue.max", "4"));
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        TestNode node = new TestNode(itsTopic, ticker, map);
        nodes.add(node);
        return node;
    }

    private void pass(long millis) {
        for (long passed = 0; passed < millis; passed += 100) {
            ticker.advanceMs(100);
            nodes.forEach(TestNode::turn);
            nodes.forEach(TestNode::tick);
        }
    }

    private static List<Ailment> ailments(TestNode node) {
        return node.doctor().findings().stream().map(Finding::ailment).toList();
    }

    private static String diagnosis(TestNode node, Ailment ailment) {
        return node.doctor().findings().stream().filter(finding -> finding.ailment() == ailment).map(Finding::diagnosis).findFirst().orElseThrow();
    }

    /** Three nodes that are well. */
    private List<TestNode> cluster() {
        List<TestNode> three = List.of(boot(), boot(), boot());
        pass(WITHIN_MS);
        assertThat(three).allSatisfy(node -> assertThat(ailments(node)).containsExactly(Ailment.NO_REPLAY));
        return three;
    }

    @Test
    void findsNothingInAClusterThatIsWell() {
        cluster();
        pass(60_000);
        assertThat(nodes).allSatisfy(node -> assertThat(ailments(node)).containsExactly(Ailment.NO_REPLAY));
        assertThat(Ailment.NO_REPLAY.severity()).isEqualTo(Severity.INFO);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void seesThatNodesShareASubscription(int count) {
        topic.share();
        for (int i = 0; i < count; i++) {
            boot();
        }
        pass(WITHIN_MS);
        assertThat(nodes).allSatisfy(node -> assertThat(ailments(node)).first().isEqualTo(Ailment.SHARED_SUBSCRIPTION));
    }

    @Test
    void seesThatTwoOfThreeNodesShareASubscription() {
        LocalTopic shared = new LocalTopic();
        topic.subscribe(Bridge.to(shared));
        shared.share();
        TestNode third = boot();
        TestNode first = bootHearing(shared);
        TestNode second = bootHearing(shared);
        pass(WITHIN_MS);
        assertThat(ailments(first)).contains(Ailment.SHARED_SUBSCRIPTION);
        assertThat(ailments(second)).contains(Ailment.SHARED_SUBSCRIPTION);
        assertThat(ailments(third)).doesNotContain(Ailment.SHARED_SUBSCRIPTION);
    }

    /** A node that speaks to the topic and hears another. */
    private TestNode bootHearing(LocalTopic heard) {
        TestNode node = new TestNode(topic, heard, ticker, Map.of());
        nodes.add(node);
        return node;
    }

    @Test
    void doesNotTakeANodeThatWasDeafForOneThatShares() {
        List<TestNode> three = cluster();
        three.get(0).ear().deaf(true);
        pass(50_000);
        three.get(0).ear().deaf(false);
        for (int i = 0; i < 100; i++) {
            pass(100);
            assertThat(ailments(three.get(0))).doesNotContain(Ailment.SHARED_SUBSCRIPTION);
        }
    }

    @Test
    void doesNotTakeLostHeartbeatsForASharedSubscription() {
        List<TestNode> three = cluster();
        for (int i = 0; i < 30; i++) {
            three.get(0).ear().deaf(i % 2 == 0);
            pass(1_000);
            assertThat(ailments(three.get(0))).doesNotContain(Ailment.SHARED_SUBSCRIPTION);
        }
    }

    @Test
    void seesThatEachNodeHasABrokerOfItsOwn() {
        TestNode one = boot(new LocalTopic(), "carillon.nodes.expected", "2");
        TestNode other = boot(new LocalTopic(), "carillon.nodes.expected", "2");
        pass(WITHIN_MS);
        assertThat(ailments(one)).contains(Ailment.MISSING_NODES);
        assertThat(diagnosis(other, Ailment.MISSING_NODES)).contains("only itself").contains("private");
    }

    @Test
    void seesThatOneNodeIsMissingAndThatItHasComeBack() {
        TestNode one = boot("carillon.nodes.expected", "3");
        boot();
        pass(WITHIN_MS);
        assertThat(diagnosis(one, Ailment.MISSING_NODES)).contains("2 are heard");
        boot();
        pass(2_000);
        assertThat(ailments(one)).doesNotContain(Ailment.MISSING_NODES);
    }

    @Test
    void seesThatTheListenerIsCalledForSeveralMessagesAtOnce() {
        TestNode node = cluster().get(0);
        for (int i = 0; i < 3; i++) {
            node.downlink().enter();
            node.downlink().enter();
            node.downlink().leave();
            node.downlink().leave();
        }
        pass(1_000);
        assertThat(ailments(node)).contains(Ailment.MANY_SESSIONS);
    }

    @Test
    void seesThatMessagesComeOutOfOrder() {
        TestNode node = cluster().get(0);
        for (int i = 0; i < 4; i++) {
            node.ear().holdBack();
            pass(2_000);
            node.ear().releaseInDisorder();
        }
        pass(1_000);
        assertThat(ailments(node)).contains(Ailment.MANY_SESSIONS);
    }

    @Test
    void seesThatMessagesComeTwice() {
        List<TestNode> three = cluster();
        topic.sayTwice();
        pass(WITHIN_MS);
        assertThat(three).allSatisfy(node -> assertThat(ailments(node)).contains(Ailment.DUPLICATE_DELIVERY));
    }

    @Test
    void seesThatTheListenerHasStopped() {
        TestNode node = cluster().get(0);
        node.ear().deaf(true);
        pass(WITHIN_MS);
        assertThat(ailments(node)).first().isEqualTo(Ailment.STOPPED_LISTENER);
        assertThat(diagnosis(node, Ailment.STOPPED_LISTENER)).contains("has stopped");
        node.ear().deaf(false);
        pass(3_000);
        assertThat(ailments(node)).containsExactly(Ailment.NO_REPLAY);
    }

    @Test
    void seesThatTheListenerNeverRan() {
        TestNode node = boot();
        node.ear().deaf(true);
        pass(WITHIN_MS);
        assertThat(diagnosis(node, Ailment.STOPPED_LISTENER)).contains("since it booted");
    }

    @Test
    void seesThatTheBrokerIsAwayAndThatItIsBack() {
        TestNode node = cluster().get(0);
        topic.stop();
        pass(2_000);
        assertThat(ailments(node)).as("it may be back in a moment").doesNotContain(Ailment.BROKER_AWAY);
        pass(2_000);
        assertThat(ailments(node)).contains(Ailment.BROKER_AWAY).doesNotContain(Ailment.STOPPED_LISTENER);
        topic.start();
        pass(3_000);
        assertThat(ailments(node)).containsExactly(Ailment.NO_REPLAY);
    }

    @Test
    void seesThatTheBrokerDoesNotAnswer() throws InterruptedException {
        TestNode node = boot();
        pass(2_000);
        node.backplane().block();
        node.start();
        ticker.advanceMs(2_000);
        node.publisher().publish(new carillon.channel.Channel("a"), carillon.channel.Payload.text("b"));
        node.backplane().awaitBlocked();
        ticker.advanceMs(7_000);
        node.tick();
        assertThat(diagnosis(node, Ailment.BROKER_AWAY)).contains("has not answered");
        nodes.remove(node);
        node.close();
    }

    @Test
    void seesThatANodeSpeaksWhereItDoesNotHear() {
        LocalTopic heard = new LocalTopic();
        boot(heard);
        boot(heard);
        TestNode node = bootHearing(heard);
        pass(WITHIN_MS);
        assertThat(ailments(node)).contains(Ailment.ONE_WAY);
    }

    @Test
    void seesThatANodesOwnMessagesAreKeptFromIt() {
        LocalTopic heard = new LocalTopic();
        boot();
        boot();
        TestNode node = bootHearing(heard);
        topic.subscribe(Bridge.to(heard, message -> !(message instanceof Beat beat) || !beat.origin().id().equals(node.origin())));
        pass(WITHIN_MS);
        assertThat(ailments(node)).contains(Ailment.SHARED_SUBSCRIPTION).doesNotContain(Ailment.ONE_WAY);
        assertThat(diagnosis(node, Ailment.SHARED_SUBSCRIPTION)).contains("noLocal");
    }

    @Test
    void seesThatTheListenerIsWedged() {
        TestNode node = cluster().get(0);
        node.downlink().enter();
        node.ear().deaf(true); // one session: nothing else comes meanwhile
        pass(6_000);
        assertThat(ailments(node)).contains(Ailment.WEDGED_LISTENER).doesNotContain(Ailment.STOPPED_LISTENER);
        node.downlink().leave();
        node.ear().deaf(false);
        pass(2_000);
        assertThat(ailments(node)).doesNotContain(Ailment.WEDGED_LISTENER);
    }

    @Test
    void seesThatAnotherApplicationUsesTheTopic() {
        List<TestNode> three = cluster();
        for (int i = 0; i < 3; i++) {
            topic.malformed(new Rejected("The string property 'channel' is missing.", "ID:" + i, "text", null, null));
        }
        pass(1_000);
        assertThat(three).allSatisfy(node -> assertThat(diagnosis(node, Ailment.OTHER_APPLICATION)).contains("3 messages").contains("'channel' is missing"));
        pass(61_000);
        assertThat(three).allSatisfy(node -> assertThat(ailments(node)).containsExactly(Ailment.NO_REPLAY));
    }

    @Test
    void seesANodeOfAnotherCluster() {
        TestNode ours = boot("carillon.cluster", "production");
        TestNode theirs = boot("carillon.cluster", "test");
        pass(WITHIN_MS);
        assertThat(diagnosis(ours, Ailment.OTHER_CLUSTER)).contains("'test'").contains("'production'");
        assertThat(ailments(theirs)).contains(Ailment.OTHER_CLUSTER);
    }

    @Test
    void seesANodeOfAnotherVersion() {
        TestNode ours = boot(TestNode.RELEASE, "1.1.0");
        boot(TestNode.RELEASE, "1.2.0");
        pass(WITHIN_MS);
        assertThat(diagnosis(ours, Ailment.VERSION_SKEW)).contains("1.2.0").contains("1.1.0");
    }

    @Test
    void seesANodeOfAVersionThatDoesNotSayWhich() throws Exception {
        TestNode ours = boot();
        pass(3_000);
        Backplane old = new LocalBackplane(topic);
        old.open();
        old.broadcast(new Beat(new Origin("old"), 0));
        pass(1_000);
        assertThat(diagnosis(ours, Ailment.VERSION_SKEW)).contains("older");
    }

    @ParameterizedTest
    @CsvSource({"6000, ahead of", "-6000, behind", "3600000, 3600 s ahead of"})
    void seesThatAClockDiffers(String aheadMs, String words) {
        TestNode ours = boot();
        TestNode theirs = boot(TestNode.CLOCK_AHEAD_MS, aheadMs);
        pass(WITHIN_MS);
        assertThat(diagnosis(ours, Ailment.CLOCK_SKEW)).contains(theirs.origin()).contains(words);
        assertThat(ailments(theirs)).contains(Ailment.CLOCK_SKEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4000", "-4000"})
    void allowsClocksToDifferALittle(String aheadMs) {
        TestNode ours = boot();
        boot(TestNode.CLOCK_AHEAD_MS, aheadMs);
        pass(WITHIN_MS);
        assertThat(ailments(ours)).doesNotContain(Ailment.CLOCK_SKEW);
    }

    @Test
    void takesNoDelayForASkew() {
        List<TestNode> three = cluster();
        for (int i = 0; i < 3; i++) {
            three.get(0).ear().holdBack();
            pass(7_000);
            three.get(0).ear().release();
            pass(1_000);
            assertThat(ailments(three.get(0))).doesNotContain(Ailment.CLOCK_SKEW);
        }
    }

    @Test
    void takesADelayThatStaysForNoSkew() {
        TestNode node = cluster().get(0);
        node.ear().holdBack();
        pass(7_000);
        for (int i = 0; i < 10; i++) {
            node.ear().release(9); // of three nodes in two seconds
            pass(2_000);
            assertThat(ailments(node)).doesNotContain(Ailment.CLOCK_SKEW);
        }
    }

    @Test
    void seesThatMoreIsPublishedThanTheBrokerTakes() {
        TestNode node = cluster().get(0);
        Stream.of("1", "2", "3", "4").forEach(text -> node.v1().publish("news", text));
        node.tick();
        ticker.advanceMs(1_000);
        node.tick();
        ticker.advanceMs(1_000);
        node.tick();
        assertThat(diagnosis(node, Ailment.FULL_QUEUE)).contains("100 %");
        pass(2_000);
        assertThat(ailments(node)).doesNotContain(Ailment.FULL_QUEUE);
    }

    @ParameterizedTest
    @CsvSource({"ActiveMQ, 6.3.0, true", "ActiveMQ, 6.3.1, false", "ActiveMQ, 6.4.0, false", "ActiveMQ, 6.2.6, true", "ActiveMQ, 6.2.7, false", "ActiveMQ, 6.1.8, true",
        "ActiveMQ, 5.18.7, true", "ActiveMQ, 2.44.0, true", "ActiveMQ, 2.55.0, false", "ActiveMQ, 2.9, true", "ActiveMQ, 2.100.1, false", "ActiveMQ, 7, false", "ActiveMQ, unknown, false",
        "ActiveMQ Artemis, 2.4, false", "Open Message Queue, 6.5.0, false", "Other, 2.1.0, false", "'', '', false"})
    void seesABrokerThatIsNotSafe(String name, String version, boolean unsafe) {
        TestNode node = boot();
        node.backplane().provider(name, version);
        pass(1_000);
        assertThat(ailments(node).contains(Ailment.UNSAFE_BROKER)).isEqualTo(unsafe);
    }

    @Test
    void takesNoClusterOutByAWarning() {
        assertThat(Stream.of(Ailment.values()).filter(one -> one.severity() == Severity.CRITICAL)).containsExactlyInAnyOrder(Ailment.BROKER_AWAY, Ailment.STOPPED_LISTENER,
                Ailment.ONE_WAY, Ailment.WEDGED_LISTENER, Ailment.SHARED_SUBSCRIPTION);
        assertThat(Ailment.values()).allSatisfy(one -> assertThat(one.cures()).isNotEmpty());
    }
}
