package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.LocalTopic;
import carillon.config.ManualTicker;
import carillon.doctor.Ailment;
import carillon.doctor.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A cluster in which faults are planted, on a clock that the test sets, and what the doctors of its nodes say. */
final class Ward {

    /** A fault is found within so many milliseconds. */
    static final long WITHIN_MS = 10_000;

    final LocalTopic topic = new LocalTopic();
    final ManualTicker ticker = new ManualTicker();
    final List<TestNode> nodes = new ArrayList<>();

    TestNode boot(String... settings) {
        return boot(topic, settings);
    }

    TestNode boot(LocalTopic itsTopic, String... settings) {
        Map<String, String> map = new HashMap<>(Map.of("carillon.publish.queue.max", "4"));
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        TestNode node = new TestNode(itsTopic, ticker, map);
        nodes.add(node);
        return node;
    }

    /** A node that speaks to the topic and hears another. */
    TestNode bootHearing(LocalTopic heard) {
        TestNode node = new TestNode(topic, heard, ticker, Map.of());
        nodes.add(node);
        return node;
    }

    /** Three nodes that are well. */
    List<TestNode> cluster() {
        List<TestNode> three = List.of(boot(), boot(), boot());
        pass(WITHIN_MS);
        assertThat(three).allSatisfy(node -> assertThat(ailments(node)).isEmpty());
        return three;
    }

    void pass(long millis) {
        for (long passed = 0; passed < millis; passed += 100) {
            ticker.advanceMs(100);
            nodes.forEach(TestNode::turn);
            nodes.forEach(TestNode::tick);
        }
    }

    static List<Ailment> ailments(TestNode node) {
        return node.doctor().findings().stream().map(Finding::ailment).toList();
    }

    static String diagnosis(TestNode node, Ailment ailment) {
        return node.doctor().findings().stream().filter(finding -> finding.ailment() == ailment).map(Finding::diagnosis).findFirst().orElseThrow();
    }
}
