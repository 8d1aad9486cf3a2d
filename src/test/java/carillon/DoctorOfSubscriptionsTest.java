package carillon;

import static carillon.Ward.WITHIN_MS;
import static carillon.Ward.ailments;
import static carillon.Ward.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.backplane.Beat;
import carillon.backplane.LocalTopic;
import carillon.doctor.Ailment;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions and topics that are not as they should be, and what the doctor says of them. */
@Timeout(300)
class DoctorOfSubscriptionsTest {

    private final Ward ward = new Ward();

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void seesThatNodesShareASubscription(int count) {
        ward.topic.share();
        for (int i = 0; i < count; i++) {
            ward.boot();
        }
        ward.pass(WITHIN_MS);
        assertThat(ward.nodes).allSatisfy(node -> assertThat(ailments(node)).first().isEqualTo(Ailment.SHARED_SUBSCRIPTION));
    }

    @Test
    void seesThatTwoOfThreeNodesShareASubscription() {
        LocalTopic shared = new LocalTopic();
        ward.topic.subscribe(Bridge.to(shared));
        shared.share();
        TestNode third = ward.boot();
        TestNode first = ward.bootHearing(shared);
        TestNode second = ward.bootHearing(shared);
        ward.pass(WITHIN_MS);
        assertThat(ailments(first)).contains(Ailment.SHARED_SUBSCRIPTION);
        assertThat(ailments(second)).contains(Ailment.SHARED_SUBSCRIPTION);
        assertThat(ailments(third)).doesNotContain(Ailment.SHARED_SUBSCRIPTION);
    }

    @Test
    void doesNotTakeANodeThatWasDeafForOneThatShares() {
        List<TestNode> three = ward.cluster();
        three.get(0).ear().deaf(true);
        ward.pass(50_000);
        three.get(0).ear().deaf(false);
        for (int i = 0; i < 100; i++) {
            ward.pass(100);
            assertThat(ailments(three.get(0))).doesNotContain(Ailment.SHARED_SUBSCRIPTION);
        }
    }

    @Test
    void doesNotTakeLostHeartbeatsForASharedSubscription() {
        List<TestNode> three = ward.cluster();
        for (int i = 0; i < 30; i++) {
            three.get(0).ear().deaf(i % 2 == 0);
            ward.pass(1_000);
            assertThat(ailments(three.get(0))).doesNotContain(Ailment.SHARED_SUBSCRIPTION);
        }
    }

    @Test
    void seesThatANodeSpeaksWhereItDoesNotHear() {
        LocalTopic heard = new LocalTopic();
        ward.boot(heard);
        ward.boot(heard);
        TestNode node = ward.bootHearing(heard);
        ward.pass(WITHIN_MS);
        assertThat(ailments(node)).contains(Ailment.ONE_WAY);
    }

    @Test
    void seesThatANodeThatWasWellSpeaksWhereItDoesNotHear() {
        LocalTopic heard = new LocalTopic();
        AtomicBoolean joined = new AtomicBoolean(true);
        ward.topic.subscribe(Bridge.to(heard, message -> joined.get()));
        ward.boot(heard);
        TestNode node = ward.bootHearing(heard);
        ward.pass(WITHIN_MS);
        assertThat(ailments(node)).isEmpty();
        joined.set(false);
        ward.pass(WITHIN_MS);
        assertThat(ailments(node)).contains(Ailment.ONE_WAY);
        joined.set(true);
        ward.pass(2_000);
        assertThat(ailments(node)).doesNotContain(Ailment.ONE_WAY);
    }

    @Test
    void doesNotTakeASenderThatWaitsForTheBrokerForOneThatSpeaksElsewhere() {
        TestNode node = ward.cluster().get(0);
        ward.nodes.remove(node); // its sender takes no turn any more
        for (int i = 0; i < 200; i++) {
            ward.pass(100);
            node.tick();
            assertThat(ailments(node)).doesNotContain(Ailment.ONE_WAY);
        }
    }

    @Test
    void seesThatANodesOwnMessagesAreKeptFromIt() {
        LocalTopic heard = new LocalTopic();
        ward.boot();
        ward.boot();
        TestNode node = ward.bootHearing(heard);
        ward.topic.subscribe(Bridge.to(heard, message -> !(message instanceof Beat beat) || !beat.origin().id().equals(node.origin())));
        ward.pass(WITHIN_MS);
        assertThat(ailments(node)).contains(Ailment.SHARED_SUBSCRIPTION).doesNotContain(Ailment.ONE_WAY);
        assertThat(diagnosis(node, Ailment.SHARED_SUBSCRIPTION)).contains("noLocal");
    }

    @Test
    void seesThatEachNodeHasABrokerOfItsOwn() {
        TestNode one = ward.boot(new LocalTopic(), "carillon.nodes.expected", "2");
        TestNode other = ward.boot(new LocalTopic(), "carillon.nodes.expected", "2");
        ward.pass(WITHIN_MS);
        assertThat(ailments(one)).contains(Ailment.MISSING_NODES);
        assertThat(diagnosis(other, Ailment.MISSING_NODES)).contains("only itself").contains("private");
    }
}
