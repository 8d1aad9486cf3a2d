package carillon;

import carillon.backplane.LocalTopic;
import carillon.config.ManualTicker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three nodes on one topic, with one clock. */
final class TestCluster {

    final LocalTopic topic = new LocalTopic();
    final ManualTicker ticker = new ManualTicker();
    final List<TestNode> nodes;
    private final Map<String, String> settings;

    TestCluster(Map<String, String> settings) {
        this.settings = settings;
        nodes = IntStream.range(0, 3).mapToObj(i -> new TestNode(topic, ticker, settings)).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Boots one more. */
    TestNode boot() {
        TestNode fresh = new TestNode(topic, ticker, settings);
        nodes.add(fresh);
        return fresh;
    }

    /** Boots them: their first heartbeats come back. */
    TestCluster ready() {
        turn();
        tick();
        return this;
    }

    /** Lets them come to know each other, and beyond: after that they give out cursors. */
    TestCluster settled() {
        passMs(3_000);
        return this;
    }

    /** Lets time pass in which all goes on. */
    void passMs(long millis) {
        for (long passed = 0; passed < millis; passed += 100) {
            advanceMs(100);
            turn();
            tick();
        }
    }

    void turn() {
        nodes.forEach(TestNode::turn);
    }

    void tick() {
        nodes.forEach(TestNode::tick);
    }

    void advanceMs(long millis) {
        ticker.advanceMs(millis);
    }

    TestNode node(int i) {
        return nodes.get(i);
    }
}
