package carillon;

import static carillon.Ward.WITHIN_MS;
import static carillon.Ward.ailments;
import static carillon.Ward.diagnosis;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.doctor.Ailment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults of how a node hears that are planted in a cluster, and what the doctor says of them. */
@Timeout(300)
class DoctorOfListenersTest {

    private final Ward ward = new Ward();

    @Test
    void seesThatTheListenerHasStopped() {
        TestNode node = ward.cluster().get(0);
        node.ear().deaf(true);
        ward.pass(WITHIN_MS);
        assertThat(ailments(node)).first().isEqualTo(Ailment.STOPPED_LISTENER);
        assertThat(diagnosis(node, Ailment.STOPPED_LISTENER)).contains("has stopped");
        node.ear().deaf(false);
        ward.pass(3_000);
        assertThat(ailments(node)).isEmpty();
    }

    @Test
    void seesThatTheListenerNeverRan() {
        TestNode node = ward.boot();
        node.ear().deaf(true);
        ward.pass(WITHIN_MS);
        assertThat(diagnosis(node, Ailment.STOPPED_LISTENER)).contains("since it booted");
    }

    @Test
    void seesThatTheListenerIsWedged() {
        TestNode node = ward.cluster().get(0);
        node.downlink().enter();
        node.ear().deaf(true); // one session: nothing else comes meanwhile
        ward.pass(6_000);
        assertThat(ailments(node)).contains(Ailment.WEDGED_LISTENER).doesNotContain(Ailment.STOPPED_LISTENER);
        node.downlink().leave();
        node.ear().deaf(false);
        ward.pass(2_000);
        assertThat(ailments(node)).doesNotContain(Ailment.WEDGED_LISTENER);
    }

    @Test
    void seesThatTheListenerIsCalledForSeveralMessagesAtOnce() {
        TestNode node = ward.cluster().get(0);
        for (int i = 0; i < 3; i++) {
            node.downlink().enter();
            node.downlink().enter();
            node.downlink().leave();
            node.downlink().leave();
        }
        ward.pass(1_000);
        assertThat(ailments(node)).contains(Ailment.MANY_SESSIONS);
    }

    @Test
    void seesThatMessagesComeOutOfOrder() {
        TestNode node = ward.cluster().get(0);
        for (int i = 0; i < 4; i++) {
            node.ear().holdBack();
            ward.pass(2_000);
            node.ear().releaseInDisorder();
        }
        ward.pass(1_000);
        assertThat(ailments(node)).contains(Ailment.MANY_SESSIONS);
    }

    @Test
    void seesThatMessagesComeTwice() {
        List<TestNode> three = ward.cluster();
        ward.topic.sayTwice();
        ward.pass(WITHIN_MS);
        assertThat(three).allSatisfy(node -> assertThat(ailments(node)).contains(Ailment.DUPLICATE_DELIVERY));
    }
}
