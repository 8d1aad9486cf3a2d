package carillon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import carillon.endpoint.TestClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads: twelve publishers on three nodes, a topic that says everything twice. */
@Timeout(300)
class ManyPublishersTest {

    private static final int EACH = 400;
    private static final int PUBLISHERS = 4;

    private final TestCluster cluster = new TestCluster(Map.of());

    @AfterEach
    void stop() throws InterruptedException {
        for (TestNode node : cluster.nodes) {
            node.close();
        }
    }

    @Test
    void eachSubscriberHearsEachPublisherOnceAndInItsOrder() throws InterruptedException {
        cluster.topic.sayTwice();
        cluster.nodes.forEach(TestNode::start);
        await().until(() -> cluster.nodes.stream().allMatch(TestNode::ready));
        List<TestClient> subscribers = cluster.nodes.stream().flatMap(node -> Stream.of(node.raw("news"), node.raw("news"))).toList();
        List<Thread> publishers = new ArrayList<>();
        for (int i = 0; i < 3 * PUBLISHERS; i++) {
            TestNode node = cluster.node(i % 3);
            TestClient client = node.v1();
            int publisher = i;
            publishers.add(new Thread(() -> publish(client, publisher)));
        }
        publishers.forEach(Thread::start);
        for (Thread publisher : publishers) {
            publisher.join();
        }
        int total = 3 * PUBLISHERS * EACH;
        await().untilAsserted(() -> assertThat(subscribers).allSatisfy(subscriber -> assertThat(subscriber.transport().messages()).hasSize(total)));
        subscribers.forEach(subscriber -> assertInOrder(subscriber.transport().messages()));
    }

    private static void publish(TestClient client, int publisher) {
        for (int i = 0; i < EACH; i++) {
            client.publish("news", "[" + publisher + "," + i + "]");
        }
    }

    private static void assertInOrder(List<String> messages) {
        Map<String, Integer> next = new HashMap<>();
        for (String message : messages) {
            String[] parts = message.substring(1, message.length() - 1).split(",");
            assertThat(Integer.parseInt(parts[1])).isEqualTo(next.getOrDefault(parts[0], 0));
            next.merge(parts[0], 1, Integer::sum);
        }
        assertThat(next).hasSize(3 * PUBLISHERS);
    }
}
