package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Batch;
import carillon.backplane.Trial;
import carillon.endpoint.TestClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the broker has stored comes to all, also when it was never dispatched. */
class JournalTest {

    private final TestCluster cluster = new TestCluster(Map.of("carillon.fence.ms", "3600000", "carillon.journal", "carillon.journal"));
    private List<TestNode> inOrder;

    @BeforeEach
    void boot() {
        cluster.topic.keeping(true);
        cluster.ready().settled();
        inOrder = cluster.nodes.stream().sorted(Comparator.comparing(TestNode::origin)).toList();
    }

    /** Lets time pass in which the journal is read as well. */
    private void pass(long millis) {
        for (long passed = 0; passed < millis; passed += 100) {
            cluster.nodes.forEach(node -> node.keep(10));
            cluster.passMs(100);
        }
    }

    private static long publish(TestClient client, String data, String level) {
        return client.command("publish", "\"channel\":\"news\",\"data\":" + data + ",\"level\":\"" + level + "\"");
    }

    private static String level(TestClient client, long id) {
        return client.replies(id).get(0).getString("level");
    }

    @Test
    void durableIsSaidOnceTheJournalIsSeenToWork() {
        TestClient client = inOrder.get(2).v1("news");
        assertThat(client.outcome(publish(client, "1", "durable"))).containsExactly("unavailable");
        pass(2_000);
        long durable = publish(client, "2", "durable");
        cluster.turn();
        assertThat(level(client, durable)).isEqualTo("durable");
        cluster.topic.keeping(false);
        pass(21_000);
        assertThat(client.outcome(publish(client, "3", "durable"))).containsExactly("unavailable");
        assertThat(client.data()).containsExactly("2");
    }

    @Test
    void onlyWhatIsDurableIsKeptAndLetGoAfterAWhile() {
        TestNode node = inOrder.get(1);
        TestClient client = node.v1();
        pass(3_000);
        publish(client, "1", "accepted");
        cluster.turn();
        long before = cluster.topic.kept().stream().filter(envelope -> envelope.origin().id().equals(node.origin())).count();
        publish(client, "2", "durable");
        cluster.turn();
        assertThat(cluster.topic.kept().stream().filter(envelope -> envelope.origin().id().equals(node.origin())).count() - before).isEqualTo(1);
        pass(10_000);
        inOrder.get(0).end();
        assertThat(cluster.topic.kept()).as("what its reader gives back: the trials of its last seconds").isNotEmpty().hasSizeLessThan(10)
                .allMatch(envelope -> envelope instanceof Trial).allMatch(envelope -> envelope.origin().id().equals(inOrder.get(0).origin()));
    }

    @Test
    void aBatchIsKeptIfAnyOfItIsDurable() {
        TestNode node = inOrder.get(1);
        TestClient client = node.v1();
        pass(3_000);
        publish(client, "1", "accepted");
        publish(client, "2", "durable");
        publish(client, "3", "accepted");
        cluster.turn();
        assertThat(cluster.topic.kept()).filteredOn(Batch.class::isInstance).filteredOn(envelope -> envelope.origin().id().equals(node.origin())).singleElement()
                .satisfies(kept -> assertThat(((Batch) kept).items()).hasSize(3));
    }

    @Test
    void whatWasStoredAndNeverDispatchedIsBroughtByTheJournal() {
        TestNode publisher = inOrder.get(2);
        TestClient client = publisher.v1();
        TestClient first = inOrder.get(0).v1("news");
        TestClient second = inOrder.get(1).v1("news");
        pass(3_000);
        publish(client, "1", "durable");
        cluster.turn();
        inOrder.forEach(node -> node.ear().deaf(true));
        long lost = publish(client, "2", "durable");
        publisher.turn();
        assertThat(level(client, lost)).isEqualTo("durable");
        publisher.end();
        inOrder.forEach(node -> node.ear().deaf(false));
        pass(5_000);
        assertThat(first.data()).containsExactly("1", "2");
        assertThat(second.data()).containsExactly("1", "2");
        assertThat(first.lines("gap")).isEmpty();
    }

    @Test
    void whatItsReaderHeldWhenItDiedIsFoundByTheNext() {
        TestNode reader = inOrder.get(0);
        TestClient client = reader.v1();
        TestClient first = inOrder.get(1).v1("news");
        TestClient second = inOrder.get(2).v1("news");
        pass(6_000);
        inOrder.forEach(node -> node.ear().deaf(true));
        publish(client, "1", "durable");
        reader.turn();
        for (int i = 0; i < 40; i++) {
            reader.keep(1);
        }
        reader.end();
        inOrder.forEach(node -> node.ear().deaf(false));
        pass(9_000);
        assertThat(first.data()).containsExactly("1");
        assertThat(second.data()).containsExactly("1");
    }

    @Test
    void anotherReadsAsSoonAsTheBrokerIsBack() {
        TestClient client = inOrder.get(1).v1("news");
        pass(2_000);
        cluster.topic.stop();
        pass(2_000);
        cluster.topic.start();
        pass(4_000);
        long durable = publish(client, "1", "durable");
        cluster.turn();
        assertThat(level(client, durable)).isEqualTo("durable");
    }
}
