package carillon;

import static carillon.Ward.ailments;
import static carillon.Ward.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Rejected;
import carillon.doctor.Ailment;
import carillon.doctor.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of the broker and of its use that are planted in a cluster, and what the doctor says of them. */
@Timeout(300)
class DoctorTest {

    private final Ward ward = new Ward();

    @Test
    void findsNothingInAClusterThatIsWell() {
        ward.cluster();
        ward.pass(60_000);
        assertThat(ward.nodes).allSatisfy(node -> assertThat(ailments(node)).isEmpty());
    }

    @Test
    void saysThatTheBrokerDoesNotSayAgainToANodeThatHadSomethingToHear() {
        List<TestNode> three = ward.cluster();
        TestNode late = ward.boot();
        ward.pass(10_000);
        assertThat(ailments(late)).containsExactly(Ailment.NO_REPLAY);
        assertThat(three).allSatisfy(node -> assertThat(ailments(node)).as("they booted together").isEmpty());
        assertThat(Ailment.NO_REPLAY.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void seesThatTheBrokerIsAwayAndThatItIsBack() {
        TestNode node = ward.cluster().get(0);
        ward.topic.stop();
        ward.pass(2_000);
        assertThat(ailments(node)).as("it may be back in a moment").doesNotContain(Ailment.BROKER_AWAY);
        ward.pass(2_000);
        assertThat(ailments(node)).contains(Ailment.BROKER_AWAY).doesNotContain(Ailment.STOPPED_LISTENER);
        ward.topic.start();
        ward.pass(3_000);
        assertThat(ailments(node)).isEmpty();
    }

    @Test
    void seesThatTheBrokerDoesNotAnswer() throws InterruptedException {
        TestNode node = ward.boot();
        ward.pass(2_000);
        node.backplane().block();
        node.start();
        ward.ticker.advanceMs(2_000);
        node.publisher().publish(new carillon.channel.Channel("a"), carillon.channel.Payload.text("b"));
        node.backplane().awaitBlocked();
        ward.ticker.advanceMs(7_000);
        node.tick();
        assertThat(diagnosis(node, Ailment.BROKER_AWAY)).contains("has not answered");
        ward.nodes.remove(node);
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"ActiveMQ, 6.3.0, true", "ActiveMQ, 6.3.1, false", "ActiveMQ, 6.4.0, false", "ActiveMQ, 6.2.6, true", "ActiveMQ, 6.2.7, false", "ActiveMQ, 6.1.8, true",
        "ActiveMQ, 5.18.7, true", "ActiveMQ, 2.44.0, true", "ActiveMQ, 2.55.0, false", "ActiveMQ, 2.9, true", "ActiveMQ, 2.100.1, false", "ActiveMQ, 7, false", "ActiveMQ, unknown, false",
        "ActiveMQ Artemis, 2.4, false", "Open Message Queue, 6.5.0, false", "Other, 2.1.0, false", "'', '', false"})
    void seesABrokerThatIsNotSafe(String name, String version, boolean unsafe) {
        TestNode node = ward.boot();
        node.backplane().provider(name, version);
        ward.pass(1_000);
        assertThat(ailments(node).contains(Ailment.UNSAFE_BROKER)).isEqualTo(unsafe);
    }

    @Test
    void seesThatMoreIsPublishedThanTheBrokerTakes() {
        TestNode node = ward.cluster().get(0);
        Stream.of("1", "2", "3", "4").forEach(text -> node.v1().publish("news", text));
        node.tick();
        ward.ticker.advanceMs(1_000);
        node.tick();
        ward.ticker.advanceMs(1_000);
        node.tick();
        assertThat(diagnosis(node, Ailment.FULL_QUEUE)).contains("100 %");
        ward.pass(2_000);
        assertThat(ailments(node)).doesNotContain(Ailment.FULL_QUEUE);
    }

    @Test
    void seesThatAnotherApplicationUsesTheTopic() {
        List<TestNode> three = ward.cluster();
        for (int i = 0; i < 3; i++) {
            ward.topic.malformed(new Rejected("The string property 'channel' is missing.", "ID:" + i, "text", null, null));
        }
        ward.pass(1_000);
        assertThat(three).allSatisfy(node -> assertThat(diagnosis(node, Ailment.OTHER_APPLICATION)).contains("3 messages").contains("'channel' is missing"));
        ward.pass(61_000);
        assertThat(three).allSatisfy(node -> assertThat(ailments(node)).isEmpty());
    }

    @Test
    void takesNoClusterOutByAWarning() {
        assertThat(Stream.of(Ailment.values()).filter(one -> one.severity() == Severity.CRITICAL)).containsExactlyInAnyOrder(Ailment.BROKER_AWAY, Ailment.STOPPED_LISTENER,
                Ailment.ONE_WAY, Ailment.WEDGED_LISTENER, Ailment.SHARED_SUBSCRIPTION);
        assertThat(Ailment.values()).allSatisfy(one -> assertThat(one.cures()).isNotEmpty());
    }
}
