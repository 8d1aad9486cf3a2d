package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Backplane;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.LocalBackplane;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.doctor.Ailment;
import carillon.endpoint.TestClient;
import carillon.sequence.Hole;
import carillon.sequence.News;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody has the key of the cluster, or a second copy of a node runs: what comes in a node's name was never sent by it. */
@Timeout(60)
class ForgedOriginTest {

    private static final Channel NEWS = new Channel("news");

    private final TestCluster cluster = new TestCluster(Map.of()).ready().settled();
    private final TestNode victim = cluster.node(0);
    private final List<TestClient> clients = cluster.nodes.stream().map(node -> node.v1("news")).toList();
    private final String before = victim.origin();

    interface Forgery {
        Envelope in(Origin name, long last);
    }

    private static Batch batch(Origin origin, long first) {
        return new Batch(origin, first, List.of(new Batch.Item(NEWS, Payload.text("forged"))));
    }

    static Stream<Forgery> ahead() {
        return Stream.of((name, last) -> new Beat(name, last + 9), (name, last) -> new Beat(new Origin("x"), 0, 0, List.of(new News(name, last + 1, 0, 0)), Optional.empty()),
                (name, last) -> batch(name, last + 5), (name, last) -> batch(name, last + 1), (name, last) -> new Resend(new Origin("x"), batch(name, last + 1)),
                (name, last) -> new Repair(new Origin("x"), new Hole(name, last + 1, last + 9)));
    }

    private void publish(String text) {
        clients.get(0).publish("news", "\"" + text + "\"");
    }

    private void forge(Envelope envelope) throws Exception {
        Backplane somebody = new LocalBackplane(cluster.topic);
        somebody.open();
        somebody.broadcast(envelope);
    }

    @ParameterizedTest
    @MethodSource("ahead")
    void aNodeTakesAnotherOriginAndItsPublicationsFlowAgain(Forgery forgery) throws Exception {
        publish("1");
        cluster.passMs(500);
        forge(forgery.in(new Origin(before), 1));
        publish("2");
        cluster.passMs(500);
        publish("3");
        cluster.passMs(5_000);
        publish("4");
        cluster.passMs(500);
        assertThat(victim.origin()).isNotEqualTo(before);
        assertThat(clients.get(0).data()).as("at the node itself nothing forged").containsExactly("\"1\"", "\"2\"", "\"3\"", "\"4\"");
        assertThat(clients.subList(1, 3)).allSatisfy(client -> {
            assertThat(client.data()).filteredOn(data -> !data.equals("\"forged\"")).containsExactly("\"1\"", "\"2\"", "\"3\"", "\"4\"");
            assertThat(client.transport().messages()).as("what can't be sure is said").anyMatch(message -> message.contains("\"gap\""));
        });
        assertThat(Ward.diagnosis(victim, Ailment.FORGED_ORIGIN)).contains(victim.origin());
        assertThat(Ward.ailments(cluster.node(1))).doesNotContain(Ailment.FORGED_ORIGIN, Ailment.SHARED_SUBSCRIPTION, Ailment.ONE_WAY);
        assertThat(cluster.nodes).allMatch(TestNode::ready);
    }

    @Test
    void aPublicationInThePlaceOfOneThatIsOnItsWayIsNoticed() throws Exception {
        victim.ear().holdBack();
        publish("mine");
        cluster.turn();
        forge(batch(new Origin(before), 1));
        assertThat(victim.origin()).isEqualTo(before);
        victim.ear().releaseInDisorder();
        cluster.passMs(500);
        assertThat(victim.origin()).isNotEqualTo(before);
        assertThat(clients.get(0).data()).containsExactly("\"mine\"");
    }

    @Test
    void whatANodeSentItselfIsNoReasonHoweverOftenItComes() throws Exception {
        cluster.topic.sayTwice();
        for (int i = 0; i < 50; i++) {
            publish("" + i);
            cluster.passMs(100);
        }
        forge(batch(new Origin(before), 3));
        forge(new Beat(new Origin(before), 3));
        cluster.passMs(500);
        assertThat(victim.origin()).isEqualTo(before);
        assertThat(clients).allSatisfy(client -> assertThat(client.data()).hasSize(50));
    }
}
